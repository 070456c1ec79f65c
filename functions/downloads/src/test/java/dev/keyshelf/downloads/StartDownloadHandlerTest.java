package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class StartDownloadHandlerTest {
  private static final Events START = Events.of("start-download");
  private static final Events AS_JSON = START.withHeader("accept", "application/json");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void makeTheLink(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    var order = Story.order(Story.licences());
    Story.isPlaced(wiring.orders(), order);
    Story.isLinked(wiring.downloadLinks(), order);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new StartDownloadHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  private static Events fresh() {
    return AS_JSON.withBody("download=" + DownloadId.next());
  }

  private int used() {
    return wiring.downloadLinks().find(Story.TOKEN.hash()).orElseThrow().used();
  }

  @Test
  void countsOneAndLeadsToTheSession() {
    var reply = answer(START);

    assertThat(reply.status()).as(reply.text()).isEqualTo(303);
    assertThat(reply.header("Location"))
        .isEqualTo("/d/%s/aP9j-4Lg5d_sKoSWv5r-9g", Story.TOKEN.text());
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void remembersTheDownloadAsLongAsItsSessionLasts() {
    answer(START);
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(1)));

    assertThat(answer(START).answer().at("/cookies/0").asText())
        .isEqualTo(
            "download=aP9j-4Lg5d_sKoSWv5r-9g; Path=/d/%s; Max-Age=540; Secure; HttpOnly;"
                + " SameSite=Lax",
            Story.TOKEN.text());
  }

  @Test
  void forgetsADownloadWhoseSessionIsOver() {
    answer(START);
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));

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

    var to = Story.BOUGHT_AT.plusSeconds(1);
    assertThat(
            wiring
                .activityLog()
                .list(Story.PARTNER, Story.BOUGHT_AT, to, 10, Optional.empty())
                .records())
        .filteredOn(record -> record.operation() == Operation.DOWNLOAD_STARTED)
        .extracting(record -> record.by().name())
        .containsExactly("203.0.113.17");
  }

  @Test
  void refusesOneMoreThanTheLinkAllowsButNotTheLastOnesRetry() {
    answer(START);
    var last = fresh();
    answer(last);

    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-exhausted");
    assertThat(answer(last).status()).isEqualTo(200);
    assertThat(used()).isEqualTo(2);
  }

  @Test
  void refusesAtTheInstantTheLinkExpires() {
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)).minusMillis(1));
    assertThat(answer(START).status()).isEqualTo(303);

    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));
    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-expired");
  }

  @Test
  void refusesWhatWasCancelledEvenTheRetryOfAStart() {
    answer(START);
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());

    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(fresh()).refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void refusesTheRetryOfAStartWhoseSessionIsOver() {
    answer(START);
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));

    assertThat(answer(AS_JSON).refusal()).isEqualTo("410 session-over");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void givesAPageToAPersonWhomItRefuses() {
    var reply = answer(START.withVariable("token", LinkToken.next().text()));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void refusesABodyThatIsNoForm() {
    assertThat(answer(AS_JSON.withHeader("content-type", "application/json")).refusal())
        .isEqualTo("415 unsupported-media-type");
    assertThat(used()).isZero();
  }

  @Test
  void refusesAFormWhoseIdIsNone() {
    assertThat(answer(AS_JSON.withBody("download=short")).refusal()).isEqualTo("400 validation");
    assertThat(answer(AS_JSON.withBody("download=" + "a".repeat(5_000))).refusal())
        .isEqualTo("413 payload-too-large");
    assertThat(used()).isZero();
  }

  @Test
  void knowsNoOtherToken() {
    assertThat(answer(AS_JSON.withVariable("token", LinkToken.next().text())).refusal())
        .isEqualTo("404 link-unknown");
  }
}
