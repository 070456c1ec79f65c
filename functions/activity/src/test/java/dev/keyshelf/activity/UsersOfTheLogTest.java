package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersOfTheLogTest {
  private static final Events ASK =
      Events.of("read-activity").onRoute("GET /v1/activity/users").withQuery("to=2026-11-19");
  private static final Instant DAY = Instant.parse("2026-11-19T00:00:00Z");
  private static final LinkId LINK = LinkId.next(DAY.minus(Duration.ofDays(9)));
  private static final ProductId PRODUCT = new ProductId("windows-server-2019-standard");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    return fixture.send(ReadActivityHandler::new, event);
  }

  private JsonNode users(String query) {
    var reply = answer(ASK.withQuery(query));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().get("items");
  }

  private static Actor user(String name, String displayName) {
    return new Actor.User(
        name,
        Set.of(),
        Optional.of(displayName).filter(each -> !each.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Actor holder() {
    return new Actor.LinkHolder("192.0.2.7", "curl/8.0");
  }

  private static Subject of(CustomerId customer) {
    var order = OrderId.next(DAY);
    return Subject.of(customer, EntitlementId.of(order, 1), PRODUCT);
  }

  private ActivityRecord recorded(Actor by, Instant at, Operation operation, Subject subject) {
    return recorded(Story.PARTNER, by, at, operation, subject);
  }

  private ActivityRecord recorded(
      PartnerId partner, Actor by, Instant at, Operation operation, Subject subject) {
    var record = ActivityRecord.of(partner, new Act(by, at, "r"), operation, subject);
    fixture.ports().activityLog().record(record);
    return record;
  }

  @Test
  void listsEachUserOnceWithWhatTheyTouched() {
    fixture.customerIsIn("US");
    var other = CustomerId.next(DAY);
    recorded(user("ann", "Ann"), DAY, Operation.KEYS_ISSUED, of(Story.CUSTOMER));
    recorded(user("ann", "Ann B."), DAY.plusSeconds(2), Operation.KEYS_REVEALED, of(other));
    recorded(user("ann", ""), DAY.plusSeconds(3), Operation.KEY_ROTATED, of(Story.CUSTOMER));
    recorded(user("ann", "No"), DAY.plusSeconds(4), Operation.ORDER_PLACED, of(other));
    recorded(user("bob", ""), DAY.plusSeconds(9), Operation.KEYS_REVEALED, of(other));
    var downloaded = of(other).through(LINK, "a.iso").madeBy("ann");
    recorded(holder(), DAY.plusSeconds(5), Operation.DOWNLOAD_STARTED, downloaded);
    recorded(holder(), DAY.plusSeconds(6), Operation.DOWNLOAD_REFUSED, downloaded);

    var reply = answer(ASK);

    assertThat(reply.at("/from")).isEqualTo("2026-11-19T00:00:00Z");
    assertThat(reply.at("/to")).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(reply.at("/records")).isEqualTo("5");
    assertThat(reply.json().get("items").findValuesAsText("user")).containsExactly("bob", "ann");
    assertThat(reply.json().at("/items/1").toString())
        .isEqualTo(
            ("{'user':'ann','displayName':'Ann B.','keyAccesses':3,'downloads':1,"
                    + "'firstAt':'2026-11-19T00:00:00Z','lastAt':'2026-11-19T00:00:05Z',"
                    + "'customers':[{'customerId':'%s'},"
                    + "{'customerId':'%s','companyName':'%s'}],'moreCustomers':0}")
                .formatted(other, Story.CUSTOMER, Story.customerIn("US").companyName())
                .replace('\'', '"'));
  }

  @Test
  void includesTheDaysOfTheRangeAndNoOthers() {
    recorded(user("before", ""), DAY.minusMillis(1), Operation.KEYS_REVEALED, Subject.none());
    recorded(user("first", ""), DAY, Operation.KEYS_REVEALED, Subject.none());
    var end = DAY.plus(Duration.ofDays(1));
    recorded(user("last", ""), end.minusMillis(1), Operation.KEYS_REVEALED, Subject.none());
    recorded(user("after", ""), end, Operation.KEYS_REVEALED, Subject.none());
    fixture.strike(end.plusSeconds(60));

    assertThat(users("from=2026-11-19&to=2026-11-19").findValuesAsText("user"))
        .containsExactly("last", "first");
    var aMillisecond = "from=2026-11-18T23:59:59.999Z&to=2026-11-19T00:00:00Z";
    assertThat(users(aMillisecond).findValuesAsText("user")).containsExactly("before");
    assertThat(users("").findValuesAsText("user")).containsExactly("after");
  }

  @Test
  void findsWhoMadeTheLinkOfARecordThatDoesNotNameThem() {
    var subject = of(Story.CUSTOMER).through(LINK, "a.iso");
    var lost = of(Story.CUSTOMER).through(LinkId.next(DAY), "a.iso");
    recorded(
        user("eve", "Eve"),
        LINK.createdAt(),
        Operation.LINK_CREATED,
        subject.through(lost.link().orElseThrow(), "b.iso"));
    recorded(user("ann", "Ann"), LINK.createdAt(), Operation.LINK_CREATED, subject);
    recorded(holder(), DAY.plusSeconds(2), Operation.DOWNLOAD_STARTED, subject);
    recorded(holder(), DAY.plusSeconds(1), Operation.DOWNLOAD_STARTED, subject.madeBy("ann"));
    recorded(holder(), DAY, Operation.DOWNLOAD_STARTED, lost);

    var users = users("to=2026-11-19");

    assertThat(users).hasSize(2);
    assertThat(users.at("/0/user").asText()).isEqualTo("ann");
    assertThat(users.at("/0/displayName").asText()).isEqualTo("Ann");
    assertThat(users.at("/0/downloads").asInt()).isEqualTo(2);
    assertThat(users.at("/1").has("user")).isFalse();
    assertThat(users.at("/1").has("displayName")).isFalse();
    assertThat(users.at("/1/downloads").asInt()).isEqualTo(1);
  }

  @Test
  void listsTheHundredCustomersTouchedLastAndCountsTheOthers() {
    var ids = IntStream.range(0, 103).mapToObj(i -> CustomerId.next(DAY)).toList();
    for (int i = 0; i < ids.size(); i++) {
      recorded(user("ann", ""), DAY.plusSeconds(i), Operation.KEYS_REVEALED, of(ids.get(i)));
    }
    recorded(user("ann", ""), DAY.plusSeconds(200), Operation.KEYS_REVEALED, of(ids.get(0)));

    var ann = users("to=2026-11-19").get(0);

    assertThat(ann.get("customers").findValuesAsText("customerId"))
        .hasSize(100)
        .startsWith(ids.get(0).value(), ids.get(102).value())
        .endsWith(ids.get(4).value());
    assertThat(ann.get("moreCustomers").asInt()).isEqualTo(3);
  }

  @Test
  void countsNothingOfAnotherPartner() {
    recorded(
        new PartnerId("partner-b"), user("bob", ""), DAY, Operation.KEYS_REVEALED, Subject.none());

    assertThat(users("to=2026-11-19")).isEmpty();
    assertThat(answer(ASK.ofPartner("partner-b")).json().get("items")).hasSize(1);
  }

  @Test
  void countsNothingThatWasRefused() {
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(
                    Story.PARTNER,
                    new Act(user("ann", ""), DAY, "r"),
                    Operation.KEYS_REVEALED,
                    Subject.none())
                .with(Outcome.REFUSED));

    assertThat(users("to=2026-11-19")).isEmpty();
  }

  @Test
  void isATableOfTheSameUsers() {
    recorded(user("=ann", "Ann"), DAY, Operation.KEYS_REVEALED, of(Story.CUSTOMER));

    var reply = answer(ASK.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"activity-users-2026-11-19-2026-11-20.csv\"");
    assertThat(reply.text())
        .isEqualTo(
            "user,displayName,keyAccesses,downloads,firstAt,lastAt,customers,customerIds,"
                + "companyNames\r\n"
                + "'=ann,Ann,1,0,2026-11-19T00:00:00Z,2026-11-19T00:00:00Z,1,%s,\r\n"
                    .formatted(Story.CUSTOMER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-10-19&to=2026-11-19",
        "from=2026-10-20T00:00:00Z&to=2026-11-20T00:00:00.001Z",
        "from=2026-11-20&to=2026-11-19",
        "from=yesterday"
      })
  void refusesARangeThatItCannotAnswerInJson(String query) {
    assertThat(answer(ASK.withQuery(query)).refusal()).isEqualTo("400 range-invalid");
  }

  @Test
  void takes31DaysInJsonAnd1240InATable() {
    assertThat(users("from=2026-10-20&to=2026-11-19")).isEmpty();
    var table = ASK.withHeader("accept", "text/csv");
    assertThat(answer(table.withQuery("from=2023-06-29&to=2026-11-19")).status()).isEqualTo(200);
    assertThat(answer(table.withQuery("from=2023-06-28&to=2026-11-19")).refusal())
        .isEqualTo("400 range-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=1", "cursor=x", "operation=KEYS_REVEALED", "user=ann"})
  void refusesTheParametersOfTheLogItself(String query) {
    assertThat(answer(ASK.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void recordsThatItWasReadBeforeItAnswers() {
    recorded(user("ann", ""), DAY, Operation.KEYS_REVEALED, Subject.none());
    answer(ASK);
    fixture.strike(fixture.now().plusSeconds(1));

    assertThat(
            answer(Events.of("read-activity").withQuery("operation=ACTIVITY_READ"))
                .at("/items/0/detail"))
        .isEqualTo("users of 2026-11-19T00:00:00Z to 2026-11-20T00:00:00Z: 1 users of 1 records");
  }

  @Test
  void namesTheShorterRangeWhereTheTimeIsNotEnough() {
    IntStream.range(0, 2_005)
        .parallel()
        .forEach(
            i ->
                recorded(
                    user("ann", ""),
                    DAY.plusMillis(i / 2),
                    Operation.KEYS_REVEALED,
                    Subject.none()));
    var hasty = ASK.withTimeLeft(Duration.ofSeconds(7));

    var refused = answer(hasty);

    assertThat(refused.refusal()).isEqualTo("400 range-invalid");
    // Of the millisecond 2 one record of two was read.
    assertThat(refused.at("/errors/0/detail"))
        .isEqualTo("must be 2026-11-19T00:00:00.003Z or later");
    var rest = answer(hasty.withQuery("from=2026-11-19T00:00:00.003Z&to=2026-11-19"));
    assertThat(rest.status()).isEqualTo(200);
    assertThat(rest.at("/items/0/keyAccesses")).isEqualTo("1999");
    assertThat(answer(ASK).at("/items/0/keyAccesses")).isEqualTo("2005");
  }

  @Test
  void isForTheReadersOfTheLog() {
    for (var role :
        List.of("GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin")) {
      assertThat(answer(ASK.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(ASK.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
  }
}
