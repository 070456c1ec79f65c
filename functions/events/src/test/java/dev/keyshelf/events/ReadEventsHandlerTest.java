package dev.keyshelf.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.RecordedDocument;
import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.feed.ReadEvents;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a feed, what a reader may ask, and what no event holds. */
class ReadEventsHandlerTest {
  private static final Events READ = Events.of("read-events");
  private static final Instant NOW = Instant.parse("2026-11-20T09:50:00Z");
  private static final Act ACT =
      new Act(
          new Actor.User(
              "ada",
              Set.of("AdminAgent"),
              Optional.of("secret-name"),
              Optional.of("secret-application"),
              Optional.of("secret-address"),
              Optional.of("secret-agent")),
          NOW,
          "request-1");

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    fixture.strike(NOW);
    return fixture.send(ReadEventsHandler::new, event);
  }

  private static ActivityRecord record(Operation operation) {
    return ActivityRecord.of(Story.PARTNER, ACT, operation, Subject.of(Story.CUSTOMER));
  }

  private void published(Operation... operations) {
    for (var operation : operations) {
      published(record(operation));
    }
  }

  private void published(ActivityRecord record) {
    fixture.ports().feed().feeds().publish(record.partner(), List.of(record));
  }

  private static List<String> numbers(Reply reply) {
    return reply.json().path("items").findValuesAsText("number");
  }

  @Test
  void readsOnFromAnyNumber() {
    published(Operation.CUSTOMER_CREATED, Operation.ORDER_PLACED, Operation.ORDER_CANCELLED);

    assertThat(numbers(answer(READ))).containsExactly("1", "2", "3");
    assertThat(numbers(answer(READ.withQuery("after=1&limit=1")))).containsExactly("2");
    assertThat(answer(READ.withQuery("after=1&limit=1")).at("/examinedUpTo")).isEqualTo("2");
    assertThat(answer(READ.withQuery("after=3")).at("/examinedUpTo")).isEqualTo("3");
    assertThat(answer(READ.withQuery("after=latest")).at("/examinedUpTo")).isEqualTo("3");
    assertThat(answer(READ).header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "types=dev.keyshelf.order.placed.v1 | 2",
        "types=dev.keyshelf.order.* | 2 3",
        "types=dev.keyshelf.order.cancelled.v1,dev.keyshelf.customer.created.v1 | 1 3",
        "types=dev.keyshelf.order.cancelled.v1&types=dev.keyshelf.customer.* | 1 3",
        "types=dev.keyshelf.* | 1 2 3",
        "types=dev.keyshelf.link.created.v1 | "
      })
  void returnsTheAskedTypesOnlyAndExaminesAll(String query, String wanted) {
    published(Operation.CUSTOMER_CREATED, Operation.ORDER_PLACED, Operation.ORDER_CANCELLED);

    var reply = answer(READ.withQuery(query));

    assertThat(String.join(" ", numbers(reply))).isEqualTo(wanted == null ? "" : wanted);
    assertThat(reply.at("/examinedUpTo")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=-1",
        "after=01",
        "after=1.5",
        "after=x",
        "after=",
        "after=9007199254740992",
        "after=0&after=1",
        "after=1",
        "types=",
        "types=order.placed",
        "types=dev.keyshelf.order.placed.v2",
        "types=dev.keyshelf.order.placed.v1,",
        "types=*",
        "types=dev.keyshelf.ord*",
        "limit=0",
        "limit=1001",
        "limit=ten",
        "wait=-1",
        "wait=21",
        "wait=1s"
      })
  void refusesABadParameterWithItsPlace(String query) {
    var reply = answer(READ.withQuery(query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo(query.substring(0, query.indexOf('=')));
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThat(answer(READ.withQuery("cursor=1")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void showsNothingOfAnotherPartnersFeed() {
    var other = new PartnerId("partner-b");
    published(ActivityRecord.of(other, ACT, Operation.ORDER_PLACED, Subject.of(Story.CUSTOMER)));

    assertThat(answer(READ).text()).isEqualTo("{\"items\":[],\"examinedUpTo\":0}");
    assertThat(answer(READ.withQuery("after=1")).at("/errors/0/detail"))
        .isEqualTo("must be at most 0, the last number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"})
  void isReadByTheRolesThatReadTheLog(String role) {
    assertThat(answer(READ.from(role)).status()).isEqualTo(200);
  }

  @Test
  void isClosedToOtherRoles() {
    assertThat(answer(READ.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
  }

  @Test
  void recordsAReadingOnceForEachUserAndHour() {
    answer(READ);
    answer(READ);
    fixture.strike(NOW.plus(Duration.ofMinutes(9)));
    fixture.send(ReadEventsHandler::new, READ);
    assertThat(fixture.log(Story.PARTNER)).hasSize(1);

    fixture.strike(NOW.plus(Duration.ofMinutes(10)));
    fixture.send(ReadEventsHandler::new, READ);

    assertThat(fixture.log(Story.PARTNER))
        .extracting(ActivityRecord::operation)
        .containsExactly(Operation.ACTIVITY_READ, Operation.ACTIVITY_READ);
  }

  @Test
  void holdsNoFreeTextAddressOrKey() {
    published(
        ActivityRecord.of(
                Story.PARTNER,
                new Act(new Actor.LinkHolder("192.0.2.77", "secret-agent"), NOW, "request-1"),
                Operation.DOWNLOAD_STARTED,
                Subject.of(Story.CUSTOMER)
                    .through(LinkId.next(NOW), "secret-file.iso")
                    .touching(List.of(new TouchedKey(3, "SECRE", Optional.of("OLDSE")))))
            .because(Optional.of("secret-reason"))
            .about("secret-detail"));
    published(Operation.ORDER_PLACED);

    var text = answer(READ).text();

    assertThat(text).contains("\"keys\":[3]").doesNotContainIgnoringCase("secre");
    assertThat(text).doesNotContain("192.0.2.77", "OLDSE", "roles");
  }

  @Test
  void namesTheRequestAndItsTrace() {
    var span =
        new Span("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("a=1"));
    published(Operation.ORDER_PLACED);
    published(
        ActivityRecord.of(
            Story.PARTNER,
            new Act(ACT.by(), NOW, "JKJaXmPLvHcESHA=", Optional.of(span)),
            Operation.ORDER_PLACED,
            Subject.of(Story.CUSTOMER)));

    var events = answer(READ).json().get("items");

    assertThat(events.at("/0/requestid").asText()).isEqualTo("request-1");
    assertThat(events.get(0).has("traceparent")).isFalse();
    assertThat(events.at("/1/requestid").asText()).isEqualTo("JKJaXmPLvHcESHA=");
    assertThat(events.at("/1/traceparent").asText()).isEqualTo(span.parent());
    assertThat(events.at("/1/tracestate").asText()).isEqualTo("a=1");
  }

  /** An operator who invokes a function chooses the id of the record. */
  @Test
  void namesNoRequestByWhatAnOperatorWrote() {
    published(
        ActivityRecord.of(
            Story.PARTNER,
            new Act(new Actor.SupportOperator("olga"), NOW, "ask Olga, room 7"),
            Operation.SUPPORT_REQUEST_DECIDED,
            Subject.of(Story.CUSTOMER)));

    assertThat(answer(READ).json().at("/items/0").has("requestid")).isFalse();
  }

  @Test
  void namesTheDocumentThatWasRendered() {
    var document =
        new RecordedDocument(
            "KS/7", YearMonth.of(2026, 10), Currency.getInstance("EUR"), "UBL", "77ab", 24_817, 1);
    published(
        ActivityRecord.of(
            Story.PARTNER,
            new Act(new Actor.Schedule("RenderDocuments"), NOW, "run"),
            Operation.DOCUMENT_RENDERED,
            Subject.of(document, "KS-7.xml")));

    var event = answer(READ).json().get("items").get(0);

    assertThat(event.get("subject").asText()).isEqualTo("invoices/2026-10");
    assertThat(event.get("data"))
        .hasToString(
            "{\"number\":1,\"outcome\":\"DONE\",\"actor\":{\"kind\":\"schedule\"},"
                + "\"documentNumber\":\"KS/7\",\"month\":\"2026-10\",\"currency\":\"EUR\","
                + "\"format\":\"UBL\",\"sha256\":\"77ab\",\"bytes\":24817,\"rendering\":1}");
  }

  /** The reason is the server's own word, unlike what a person gives as one. */
  @Test
  void namesTheWebhookAndWhyItStopped() {
    var webhook = new WebhookId("01KBF2M9P8Q7R6S5T4V3W2X1Y0");
    var act = new Act(new Actor.Schedule("DeliverEvents"), NOW, "run");
    published(
        ActivityRecord.of(Story.PARTNER, act, Operation.WEBHOOK_STOPPED, Subject.of(webhook))
            .because(Optional.of("FAILING")));

    var event = answer(READ).json().get("items").get(0);

    assertThat(event.get("subject").asText()).isEqualTo("webhooks/" + webhook);
    assertThat(event.get("data"))
        .hasToString(
            "{\"number\":1,\"outcome\":\"DONE\",\"actor\":{\"kind\":\"schedule\"},"
                + "\"webhookId\":\"01KBF2M9P8Q7R6S5T4V3W2X1Y0\",\"reason\":\"FAILING\"}");
  }

  @Test
  void namesWhatChanged() {
    published(record(Operation.CUSTOMER_CHANGED).ofChanged(List.of("domain", "market")));
    published(Operation.CUSTOMER_CHANGED);

    var events = answer(READ).json().get("items");

    assertThat(events.at("/0/data/changed")).hasToString("[\"domain\",\"market\"]");
    assertThat(events.at("/1/data").has("changed")).isFalse();
  }

  @Test
  void waitsUntilThereIsAnEventOfTheAskedTypes() {
    var pauses = new AtomicInteger();
    var poll =
        new LongPoll(
            Duration.ofSeconds(20),
            _ -> {
              if (pauses.incrementAndGet() == 3) {
                published(Operation.CUSTOMER_CREATED);
              }
              if (pauses.get() == 5) {
                published(Operation.ORDER_PLACED);
              }
            });
    fixture.strike(NOW);

    var reply =
        fixture.send(
            ports -> new ReadEventsHandler(ports, poll),
            READ.withQuery("wait=20&types=dev.keyshelf.order.*"));

    assertThat(numbers(reply)).containsExactly("2");
    assertThat(pauses).hasValue(5);
  }

  @ParameterizedTest
  @CsvSource({"20,0,0", "0,20,0", "1,20,10", "20,2,20"})
  void waitsNoLongerThanAskedAndAllowed(int asked, int allowed, int pauses) {
    List<Duration> waited = new ArrayList<>();
    var poll = new LongPoll(Duration.ofSeconds(allowed), waited::add);

    var result = poll.until(asked, 7, after -> new ReadEvents.Result.Page(List.of(), after));

    assertThat(result).isEqualTo(new ReadEvents.Result.Page(List.of(), 7));
    assertThat(waited).hasSize(pauses);
  }
}
