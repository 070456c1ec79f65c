package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ResumeDownloadHandlerTest {
  private static final Events RESUME = Events.of("resume-download").withHeader("accept", "*/*");
  private static final Events LOOK = RESUME.onRoute("HEAD /d/{token}/{download}");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void startTheDownload(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    var order = Story.order(Story.licences());
    Story.isPlaced(wiring.orders(), order);
    Story.isLinked(wiring.downloadLinks(), order);
    Events.of("start-download")
        .to(
            new StartDownloadHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ResumeDownloadHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  @Test
  void leadsToASignedUrlOfTheFile() {
    var reply = answer(RESUME);

    assertThat(reply.status()).as(reply.text()).isEqualTo(307);
    assertThat(reply.header("Location"))
        .contains("/" + Story.file().objectKey() + "?", "X-Amz-Signature=")
        .containsPattern("X-Amz-Expires=120\\b");
    assertThat(reply.header("Repr-Digest"))
        .isEqualTo("sha-256=:G6G2+cUiLLwA9RiVk+ICcPbWWyMVLLYId7eDDiQ/+M0=:");
  }

  @Test
  void tellsSizeAndChecksumWithoutSigning() {
    var reply = answer(LOOK);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isEqualTo("39758");
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Repr-Digest"))
        .isEqualTo("sha-256=:G6G2+cUiLLwA9RiVk+ICcPbWWyMVLLYId7eDDiQ/+M0=:");
  }

  @Test
  void resumesFreely() {
    for (int i = 0; i < 3; i++) {
      assertThat(answer(RESUME).status()).isEqualTo(307);
    }

    assertThat(wiring.downloadLinks().find(Story.TOKEN.hash()).orElseThrow().used()).isEqualTo(1);
  }

  @Test
  void endsAfterSixtyFourSignatures() {
    for (int i = 0; i < Download.MOST_SIGNATURES; i++) {
      answer(RESUME);
    }

    assertThat(answer(RESUME).refusal()).isEqualTo("410 session-over");
  }

  @Test
  void endsAtTheInstantTheSessionDoes() {
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(answer(LOOK).status()).isEqualTo(200);

    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    assertThat(answer(LOOK).refusal()).isEqualTo("410 session-over");
    assertThat(answer(RESUME).refusal()).isEqualTo("410 session-over");
  }

  @Test
  void endsWithTheCancel() {
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());

    assertThat(answer(RESUME).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(LOOK).refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void givesAPageToAPersonWhomItRefuses() {
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    var reply = answer(RESUME.withHeader("accept", "text/html"));

    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void knowsNoOtherDownload() {
    assertThat(answer(RESUME.withVariable("download", "aaaaaaaaaaaaaaaaaaaaaa")).refusal())
        .isEqualTo("404 link-unknown");
    assertThat(answer(RESUME.withVariable("download", "../x")).refusal())
        .isEqualTo("404 link-unknown");
  }
}
