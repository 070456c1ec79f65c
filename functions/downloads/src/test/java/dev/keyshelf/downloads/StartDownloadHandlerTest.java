package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class StartDownloadHandlerTest {
  private static final Events START = Events.of("start-download");
  private static final Events AS_JSON = START.withHeader("accept", "application/json");

  private static final LinkToken BUSY = LinkToken.next();

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private Order order;

  @BeforeEach
  void makeTheLink() {
    order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
  }

  private Reply answer(Events event) {
    return fixture.send(StartDownloadHandler::new, event);
  }

  private static Events fresh() {
    return AS_JSON.withBody("download=" + DownloadId.next());
  }

  private int used() {
    return fixture.ports().downloadLinks().find(Story.TOKEN.hash()).orElseThrow().used();
  }

  @Test
  void countsOneAndRedirectsToTheSession() {
    var reply = answer(START);

    assertThat(reply.status()).as(reply.text()).isEqualTo(303);
    assertThat(reply.header("Location"))
        .isEqualTo("/d/%s/aP9j-4Lg5d_sKoSWv5r-9g", Story.TOKEN.text());
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void remembersTheDownloadAsLongAsItsSessionLasts() {
    answer(START);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(1)));

    assertThat(answer(START).answer().at("/cookies/0").asText())
        .isEqualTo(
            "download=aP9j-4Lg5d_sKoSWv5r-9g; Path=/d/%s; Max-Age=540; Secure; HttpOnly;"
                + " SameSite=Lax",
            Story.TOKEN.text());
  }

  @Test
  void forgetsADownloadWhoseSessionIsOver() {
    answer(START);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));

    assertThat(answer(START).answer().at("/cookies/0").asText())
        .contains("download=;", "Max-Age=0");
  }

  @Test
  void countsTheSameFormOnce() {
    var first = answer(START);

    assertThat(answer(START).answer()).isEqualTo(first.answer());
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void recordsWhoStarted() {
    answer(START);

    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(record -> record.operation() == Operation.DOWNLOAD_STARTED)
        .extracting(record -> record.by().name(), record -> record.subject().linkCreatedBy())
        .containsExactly(tuple("203.0.113.17", Optional.of("ada@contoso.example")));
  }

  @Test
  void refusesStartsBeyondTheLimitButNotARetryOfTheLast() {
    answer(START);
    var last = fresh();
    answer(last);

    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-exhausted");
    assertThat(answer(last).status()).isEqualTo(200);
    assertThat(used()).isEqualTo(2);
  }

  @Test
  void refusesFromTheExpiryOfTheLink() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)).minusMillis(1));
    assertThat(answer(START).status()).isEqualTo(303);

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));
    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-expired");
  }

  @Test
  void refusesACancelledPurchaseEvenForARetry() {
    answer(START);
    fixture.cancelled();

    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void refusesTheRetryOfAStartWhoseSessionIsOver() {
    answer(START);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));

    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 session-over");
    assertThat(used()).isEqualTo(1);
  }

  private List<ActivityRecord> refusals() {
    return fixture.log(Story.PARTNER).stream()
        .filter(record -> record.operation() == Operation.DOWNLOAD_REFUSED)
        .toList();
  }

  @Test
  void recordsRefusalsOnceForEachReasonAndMinute() {
    var minute = Instant.parse("2026-11-21T10:00:00Z");
    answer(START);
    answer(fresh());
    fixture.strike(minute);
    answer(fresh());
    fixture.strike(minute.plusMillis(59_999));
    answer(fresh());
    answer(AS_JSON);
    fixture.strike(minute.plusSeconds(60));
    answer(fresh());

    assertThat(refusals())
        .extracting(ActivityRecord::at, record -> record.reason().orElse(""))
        .containsExactlyInAnyOrder(
            tuple(minute, "EXHAUSTED"),
            tuple(minute, "SESSION_OVER"),
            tuple(minute.plusSeconds(60), "EXHAUSTED"));
    assertThat(refusals())
        .allSatisfy(
            record -> {
              assertThat(record.by())
                  .isEqualTo(
                      new Actor.LinkHolder(
                          "203.0.113.17",
                          "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101"
                              + " Firefox/145.0"));
              assertThat(record.subject().link()).isPresent();
            });
  }

  @Test
  void recordsNothingOfAnUnknownLink() {
    answer(fresh().withVariable("token", LinkToken.next().text()));
    answer(fresh().withVariable("token", "malformed"));

    assertThat(refusals()).isEmpty();
  }

  @Test
  void warnsOfTenStartsOfOneLinkWithinAnySixtySeconds() {
    fixture.linked(order, BUSY, 20);
    var start = fresh().withVariable("token", BUSY.text());
    var first = Instant.parse("2026-11-21T10:00:55Z");
    fixture.strike(first);
    var nine =
        logged(
            () -> {
              for (int i = 0; i < 9; i++) {
                answer(start.withBody("download=" + DownloadId.next()));
              }
            });
    fixture.strike(first.plusMillis(59_999));
    var tenth = logged(() -> answer(start.withBody("download=" + DownloadId.next())));

    assertThat(nine).doesNotContain("LinkStartsInAMinute");
    assertThat(tenth)
        .contains("\"Namespace\":\"Keyshelf\"", "\"LinkStartsInAMinute\":10", "\"linkId\":")
        .doesNotContain(BUSY.text(), BUSY.hash(), "/d/");
  }

  @Test
  void doesNotWarnOfTenStartsThatAreAMinuteApart() {
    fixture.linked(order, BUSY, 20);
    var start = fresh().withVariable("token", BUSY.text());
    var first = Instant.parse("2026-11-21T10:00:55Z");
    fixture.strike(first);
    for (int i = 0; i < 9; i++) {
      answer(start.withBody("download=" + DownloadId.next()));
    }
    fixture.strike(first.plusSeconds(60));

    assertThat(logged(() -> answer(start.withBody("download=" + DownloadId.next())))).isEmpty();
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private static String logged(Runnable action) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(console);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsARefusedPersonAPage() {
    var reply = answer(START.withVariable("token", LinkToken.next().text()));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void refusesABodyThatIsNotAForm() {
    assertThat(answer(AS_JSON.withHeader("content-type", "application/json")).refusal())
        .isEqualTo("415 unsupported-media-type");
    assertThat(used()).isZero();
  }

  @Test
  void refusesAFormWithAMalformedId() {
    assertThat(answer(AS_JSON.withBody("download=short")).refusal()).isEqualTo("400 validation");
    assertThat(answer(AS_JSON.withBody("download=" + "a".repeat(5_000))).refusal())
        .isEqualTo("413 payload-too-large");
    assertThat(used()).isZero();
  }

  @Test
  void refusesUnknownTokens() {
    assertThat(answer(AS_JSON.withVariable("token", LinkToken.next().text())).refusal())
        .isEqualTo("404 link-unknown");
  }
}
