package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResumeDownloadHandlerTest {
  private static final Events RESUME =
      Events.of("resume-download").withHeader("accept", "application/json");
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
  void redirectsToASignedUrlOfTheFile() {
    var reply = answer(RESUME);

    assertThat(reply.status()).as(reply.text()).isEqualTo(307);
    assertThat(reply.header("Location"))
        .contains("/" + Story.file().objectKey() + "?", "X-Amz-Signature=")
        .containsPattern("X-Amz-Expires=120\\b");
    assertThat(reply.header("Repr-Digest"))
        .isEqualTo("sha-256=:G6G2+cUiLLwA9RiVk+ICcPbWWyMVLLYId7eDDiQ/+M0=:");
  }

  @Test
  void returnsSizeAndChecksumWithoutSigning() {
    var reply = answer(LOOK);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isEqualTo("39758");
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Repr-Digest"))
        .isEqualTo("sha-256=:G6G2+cUiLLwA9RiVk+ICcPbWWyMVLLYId7eDDiQ/+M0=:");
  }

  @Test
  void resumesWithoutCounting() {
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

    var refused = answer(RESUME);
    assertThat(refused.refusal()).isEqualTo("410 session-over");
    assertThat(refused.at("/detail"))
        .startsWith("This download's URL was signed 64 times, which is the limit.")
        .contains("Start another one from its link, with another id");
    assertThat(answer(RESUME.withHeader("accept", "text/html")).text())
        .contains("This download was resumed too many times", "64 times")
        .contains("href=\"/d/" + Story.TOKEN.text() + "\"");
  }

  @Test
  void refusesFromTheEndOfTheSession() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(answer(LOOK).status()).isEqualTo(200);

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    assertThat(answer(LOOK).refusal()).isEqualTo("410 session-over");
    assertThat(answer(RESUME).refusal()).isEqualTo("410 session-over");
  }

  @Test
  void endsWithTheCancellation() {
    fixture.cancelled();

    assertThat(answer(RESUME).refusal()).isEqualTo("410 link-revoked");
    assertThat(answer(LOOK).refusal()).isEqualTo("410 link-revoked");
  }

  @Test
  void showsARefusedPersonAPage() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    var reply = answer(RESUME.withHeader("accept", "text/html"));

    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void refusesUnknownDownloads() {
    assertThat(answer(RESUME.withVariable("download", "aaaaaaaaaaaaaaaaaaaaaa")).refusal())
        .isEqualTo("404 link-unknown");
    assertThat(answer(RESUME.withVariable("download", "../x")).refusal())
        .isEqualTo("404 link-unknown");
  }

  private static Events fetch(String id) {
    return RESUME.withHeader("accept", "application/octet-stream").withVariable("download", id);
  }

  private int used() {
    return fixture.ports().downloadLinks().find(Story.TOKEN.hash()).orElseThrow().used();
  }

  @Test
  void startsADownloadUnderAProgramsOwnIdOnlyOnce() {
    var fetch = fetch("5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11");

    for (int i = 0; i < 3; i++) {
      var reply = answer(fetch.withHeader("range", i == 0 ? "" : "bytes=100-"));
      assertThat(reply.status()).as(reply.text()).isEqualTo(307);
      assertThat(reply.header("Location")).contains("X-Amz-Signature=");
    }

    assertThat(used()).isEqualTo(2);
  }

  @Test
  void countsTheFirstSignatureOfAStartWithIt() {
    var fetch = fetch("5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11");

    for (int i = 0; i < Download.MOST_SIGNATURES; i++) {
      assertThat(answer(fetch).status()).isEqualTo(307);
    }

    assertThat(answer(fetch).refusal()).isEqualTo("410 session-over");
  }

  @Test
  void describesAProgramsStartInJsonIfThatIsAcceptedToo() {
    var fetch = fetch("5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11");

    for (int i = 0; i < 2; i++) {
      var reply = answer(fetch.withHeader("accept", "application/octet-stream, application/json"));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.at("/downloadsLeft")).isEqualTo("0");
    }
  }

  @Test
  void startsNothingUnderAMalformedId() {
    assertThat(answer(fetch("my-download")).refusal()).isEqualTo("404 link-unknown");
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void startsNothingForAHeadOrWithoutAcceptOfBytes() {
    var id = "5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11";

    for (var accept : new String[] {"*/*", "text/html", "application/json"}) {
      assertThat(answer(fetch(id).withHeader("accept", accept)).status()).isEqualTo(404);
    }
    assertThat(answer(fetch(id).onRoute("HEAD /d/{token}/{download}")).status()).isEqualTo(404);
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void recordsAStartThatItRefuses() {
    answer(fetch("5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11"));
    var refused = answer(fetch("0b0f5fb6-7d8c-4b6f-8a0e-3f3c5f0a1d22"));

    assertThat(refused.refusal()).isEqualTo("410 link-exhausted");
    var now = Story.BOUGHT_AT;
    var question = new ActivityLog.Question(now, now.plusSeconds(1), ActivityFilter.NONE);
    assertThat(
            fixture
                .ports()
                .activityLog()
                .list(Story.PARTNER, question, 10, Optional.empty())
                .records())
        .filteredOn(record -> record.operation() == Operation.DOWNLOAD_REFUSED)
        .hasSize(1);
  }

  @Test
  void remembersAFetchOnlyAsLongAsItsSession() {
    var fetch = fetch("5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11");

    assertThat(answer(fetch).answer().at("/cookies/0").asText())
        .startsWith("download=5f6ed0a5-93b5-4c2f-9d45-b7a10c9d3c11; Path=/d/" + Story.TOKEN.text())
        .contains("Max-Age=600");
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(10)));
    assertThat(answer(fetch).answer().at("/cookies/0").asText()).contains("Max-Age=0");
  }
}
