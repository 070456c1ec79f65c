package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.download.Download;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResumeDownloadHandlerTest {
  private static final Events RESUME = Events.of("resume-download").withHeader("accept", "*/*");
  private static final Events LOOK = RESUME.onRoute("HEAD /d/{token}/{download}");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void startTheDownload() {
    var order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
    fixture.send(StartDownloadHandler::new, Events.of("start-download"));
  }

  private Reply answer(Events event) {
    return fixture.send(ResumeDownloadHandler::new, event);
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

    assertThat(fixture.ports().downloadLinks().find(Story.TOKEN.hash()).orElseThrow().used())
        .isEqualTo(1);
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
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(answer(LOOK).status()).isEqualTo(200);

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    assertThat(answer(LOOK).refusal()).isEqualTo("410 session-over");
    assertThat(answer(RESUME).refusal()).isEqualTo("410 session-over");
  }

  @Test
  void endsWithTheCancel() {
    fixture.cancelled();

    assertThat(answer(RESUME).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(LOOK).refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void givesAPageToAPersonWhomItRefuses() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
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
