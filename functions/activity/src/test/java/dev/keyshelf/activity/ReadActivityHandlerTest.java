package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadActivityHandlerTest {
  private static final Events READ = Events.of("read-activity");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void makeTheLink() {
    fixture.customerIsIn("US");
    var order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
    fixture.strike(Instant.parse("2026-11-20T09:50:00Z"));
  }

  private Reply answer(Events event) {
    return fixture.send(ReadActivityHandler::new, event);
  }

  @Test
  void listsTheRangeOfTheEventNewestFirst() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/from")).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(reply.json().get("items").findValuesAsText("operation"))
        .hasSize(3)
        .containsExactlyInAnyOrder("CUSTOMER_CREATED", "ORDER_PLACED", "LINK_CREATED");
    assertThat(reply.text()).doesNotContain(Story.TOKEN.text());
  }

  @Test
  void includesItsStartAndExcludesItsEnd() {
    assertThat(answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T09:10:00.001Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).hasSize(3));
    assertThat(answer(READ.withQuery("from=2026-11-20T00:00:00Z&to=2026-11-20T09:10:00Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).isEmpty());
  }

  @Test
  void readsTheSameInstantInAnyZone() {
    var utc = answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T09:30:00Z"));
    var elsewhere =
        answer(READ.withQuery("from=2026-11-20T18:10:00%2B09:00&to=2026-11-20T06:30:00-03:00"));

    assertThat(elsewhere.text()).isEqualTo(utc.text());
  }

  @Test
  void givesEachRecordOnceOverAllPages() {
    var ids = new ArrayList<String>();
    var page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1"));
    while (page.json().has("next")) {
      ids.addAll(page.json().get("items").findValuesAsText("id"));
      page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1&cursor=" + page.at("/next")));
    }
    ids.addAll(page.json().get("items").findValuesAsText("id"));

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void refusesTheCursorOfAnotherRange() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");

    assertThat(
            answer(READ.withQuery("from=2026-11-19T00:00:00Z&limit=1&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
        "from=2026-02-30T00:00:00Z",
        "from=0001-01-01T00:00:00Z",
        "to=9999-01-01T00:00:00Z",
        "from=2026-11-20T00:00:00",
        "from=2026-11-20",
        "from=yesterday"
      })
  void refusesARangeThatIsNone(String query) {
    assertThat(answer(READ.withQuery(query)).refusal()).isEqualTo("400 range-invalid");
  }

  @Test
  void readsNothingOfWhatIsToCome() {
    var reply = answer(READ.withQuery("from=2026-11-20T00:00:00Z&to=2999-01-01T00:00:00Z"));

    assertThat(reply.at("/to")).isEqualTo("2026-11-20T09:50:00.001Z");
    assertThat(answer(READ.withQuery("from=2998-01-01T00:00:00Z&to=2999-01-01T00:00:00Z")))
        .satisfies(future -> assertThat(future.json().get("items")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "operation=LINK_CREATED, 1",
    "product=windows-server-2019-standard, 1",
    "order=01M7W3GHJ07VNQX5Q5KKJ0Z75H, 2",
    "customer=01M7W2Y7M0PV25GRW7BRT4GZ53, 3",
    "user=ada@contoso.example, 3",
    "user=ada, 0",
    "outcome=REFUSED, 0",
    "lastFive=AB12C, 0",
    "outcome=DONE, 3",
    "operation=LINK_CREATED&outcome=REFUSED, 0",
    "operation=LINK_CREATED&order=01M7W3GHJ07VNQX5Q5KKJ0Z75H&user=ada@contoso.example, 1"
  })
  void listsWhatAllFiltersWant(String filters, int found) {
    var reply = answer(READ.withQuery("from=2026-11-20T00:00:00Z&" + filters));

    assertThat(reply.json().get("items")).as(reply.text()).hasSize(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1000000",
        "limit=abc",
        "limit=1&limit=2",
        "operation=READ",
        "operation=KEYS_REVEALED&operation=KEY_ROTATED",
        "customer=1",
        "order=x",
        "outcome=done",
        "lastFive=AB12",
        "lastFive=AB-12",
        "user=",
        "kind=KEYS",
        "product="
      })
  void refusesParametersThatMeanNothing(String query) {
    assertThat(answer(READ.withQuery("from=2026-11-20T00:00:00Z&" + query)).refusal())
        .isEqualTo("400 validation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z 2026-11-20T00:00:00Z -1000000000-01-01T00:00:00Z ",
        "2026-11-20T00:00:00Z +1000000000-12-31T23:59:59.999999999Z 2026-11-20T08:00:00Z ",
        "2026-11-20T00:00:00Z +12026-11-20T00:00:00Z +12025-11-20T00:00:00Z ",
        "2020-01-01T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-19T08:00:00Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T09:00:00.001Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00.000500Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00.000Z ",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z x",
        "2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z 00000000000000000000000000"
      })
  void refusesTheForgedCursorOfATimeThatNobodyCanAskFor(String position) {
    assertThat(forged("2026-11-20T00:00:00Z 2026-11-20T09:00:00Z 2026-11-20T08:00:00Z ").status())
        .isEqualTo(200);
    assertThat(forged(position).refusal()).isEqualTo("400 cursor-invalid");
  }

  private Reply forged(String position) {
    var anyTime = new TimeRange.Given(Optional.empty(), Optional.empty());
    var query = List.of("GET /v1/activity", anyTime, ActivityFilter.NONE);
    return answer(READ.withQuery("cursor=" + Cursor.write(position, query.toArray())));
  }

  @Test
  void refusesTheCursorOfOtherFilters() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");

    assertThat(
            answer(
                    READ.withQuery(
                        "from=2026-11-20T00:00:00Z&limit=1&outcome=DONE&cursor=" + cursor))
                .refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void recordsEachReadAndWhatWasAskedBeforeItAnswers() {
    answer(READ);
    fixture.strike(Instant.parse("2026-11-20T09:51:00Z"));

    var reads = answer(READ.withQuery("from=2026-11-20T09:50:00Z&operation=ACTIVITY_READ"));

    assertThat(reads.json().get("items")).hasSize(1);
    assertThat(reads.at("/items/0/actor/user")).isEqualTo("ada@contoso.example");
    assertThat(reads.at("/items/0/detail"))
        .isEqualTo("page of 2026-11-20T00:00:00Z to 2026-11-20T09:50:00.001Z: 3 records");
  }

  @Test
  void recordsThatAPageWentOn() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");
    answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1&cursor=" + cursor));
    fixture.strike(Instant.parse("2026-11-20T09:51:00Z"));

    var reads = answer(READ.withQuery("from=2026-11-20T09:50:00Z&operation=ACTIVITY_READ"));

    assertThat(reads.json().get("items").findValuesAsText("detail"))
        .anyMatch(detail -> detail.contains("going on before 2026-11-20T09:10:00Z"));
  }

  @Test
  void recordsWhomItRefuses() {
    answer(READ.from("AdminAgent"));

    var refusals = answer(READ.withQuery("outcome=REFUSED"));

    assertThat(refusals.at("/items/0/operation")).isEqualTo("ACCESS_REFUSED");
    assertThat(refusals.at("/items/0/reason")).isEqualTo("role-required");
    assertThat(refusals.at("/items/0/detail")).isEqualTo("GET /v1/activity");
  }

  @Test
  void exportsTheSameRecordsAsATable() {
    var reply = answer(READ.withHeader("accept", "text/csv"));
    var lines = reply.text().split("\r\n", -1);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/csv");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"activity-2026-11-20-2026-11-20.csv\"");
    assertThat(lines).hasSize(5);
    assertThat(lines[4]).isEmpty();
    assertThat(lines[0])
        .isEqualTo(
            "\ufeffat,operation,outcome,reason,user,roles,sourceIp,userAgent,customerId,orderId,"
                + "entitlementId,productId,linkId,fileName,keys,detail,requestId,id,"
                + "operator,supportRequestId,displayName,application");
    assertThat(reply.answer().path("headers").has("Link")).isFalse();
  }

  @Test
  void exportsATableForPrograms() {
    var reply = answer(READ.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.header("Content-Type")).endsWith("; profile=data");
    assertThat(reply.text()).startsWith("at,operation,");
  }

  @Test
  void exportsWhatIsTextAsText() {
    var act = new Act(new Actor.User("108437612345678901234", Set.of()), fixture.now(), "r");
    fixture
        .ports()
        .activityLog()
        .record(ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none()));

    assertThat(answer(READ.withHeader("accept", "text/csv")).text())
        .contains(",'108437612345678901234,");
    assertThat(answer(READ.withHeader("accept", "text/csv; profile=data")).text())
        .contains(",108437612345678901234,");
  }

  @Test
  void namesAllThatIsKnownOfAUser() {
    var user =
        new Actor.User(
            "7c0e",
            Set.of("AdminAgent"),
            Optional.of("ada@contoso.example"),
            Optional.of("portal"),
            Optional.of("192.0.2.7"),
            Optional.of("portal/4.2"));
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(
                Story.PARTNER,
                new Act(user, fixture.now(), "r"),
                Operation.ORDER_PLACED,
                Subject.none()));

    assertThat(answer(READ.withQuery("user=7c0e")).json().at("/items/0/actor").toString())
        .isEqualTo(
            "{\"user\":\"7c0e\",\"displayName\":\"ada@contoso.example\",\"application\":\"portal\","
                + "\"sourceIp\":\"192.0.2.7\",\"userAgent\":\"portal/4.2\","
                + "\"roles\":[\"AdminAgent\"]}");
    assertThat(answer(READ.withQuery("user=7c0e").withHeader("accept", "text/csv")).text())
        .contains(",7c0e,AdminAgent,192.0.2.7,portal/4.2,", ",ada@contoso.example,portal\r\n");
  }

  @Test
  void exportsNoCellThatASpreadsheetRuns() {
    var act = new Act(new Actor.LinkHolder("192.0.2.7", "=cmd|' /C calc'!A0"), fixture.now(), "r");
    fixture
        .ports()
        .activityLog()
        .record(ActivityRecord.of(Story.PARTNER, act, Operation.DOWNLOAD_STARTED, Subject.none()));

    assertThat(answer(READ.withHeader("accept", "text/csv")).text())
        .contains(",192.0.2.7,'=cmd|' /C calc'!A0,");
  }

  @Test
  void leadsToAnExportThatIsTooLargeForAnAnswer() throws Exception {
    for (int i = 0; i < 50; i++) {
      var act = new Act(new Actor.User("ann", Set.of()), fixture.now(), "r");
      fixture
          .ports()
          .activityLog()
          .record(
              ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none())
                  .about("x".repeat(100_000)));
    }

    var reply = answer(READ.withHeader("accept", "text/csv"));

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
    try (var http = HttpClient.newHttpClient()) {
      var file =
          http.send(
              HttpRequest.newBuilder(URI.create(reply.header("Location"))).build(),
              BodyHandlers.ofString());
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body().lines()).hasSize(54);
      assertThat(file.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"activity-2026-11-20-2026-11-20.csv\"");
    }
  }

  @Test
  void saysWhereAnExportGoesOnThatCannotHoldAll() {
    var query = "from=2019-01-01T00:00:00Z&operation=ORDER_PLACED";
    var first = answer(READ.withQuery(query).withHeader("accept", "text/csv"));
    var link = first.header("Link");

    assertThat(first.text().lines()).hasSize(2);
    assertThat(link).startsWith("</v1/activity?").endsWith("; rel=\"next\"");
    var rest =
        answer(
            READ.withQuery(link.substring(link.indexOf('?') + 1, link.indexOf('>')))
                .withHeader("accept", "text/csv"));
    assertThat(rest.text().lines()).hasSize(1);
  }

  @Test
  void isForTheReadersOfTheLogOfOnePartner() {
    for (var role :
        new String[] {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(READ.ofPartner("partner-b")).json().get("items")).isEmpty();
  }
}
