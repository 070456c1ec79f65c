package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Request;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import org.junit.jupiter.api.Test;

class LinkHandlerTest {
  private static final Events START = Events.of("start-download");

  /** Tests a handler whose every request fails in the same way. */
  private static final class Failing extends LinkHandler {
    private final RuntimeException failure;

    private Failing(RuntimeException failure) {
      super(new StoppedClock());
      this.failure = failure;
    }

    @Override
    Answer open(Request request) {
      throw failure;
    }
  }

  private static Reply answer(Events event, RuntimeException failure) {
    return event.to(
        new Failing(failure)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void offersTheSameDownloadAgainWhenTheStoreIsUnavailable() {
    var reply = answer(START, new UnavailableException("too slow"));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.text())
        .contains("<h1>This did not work just now</h1>", "value=\"aP9j-4Lg5d_sKoSWv5r-9g\"");
  }

  @Test
  void showsAPersonOnlyTheNumberOfAFailure() {
    var reply = answer(START, new IllegalStateException("insides"));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.text())
        .contains("recorded as " + reply.header("X-Request-Id"))
        .doesNotContain("insides");
  }

  @Test
  void protectsTheSecretUrlInFailuresToo() {
    for (var event : new Events[] {START, START.withHeader("accept", "*/*")}) {
      var reply = answer(event, new IllegalStateException("insides"));

      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("Vary")).isEqualTo("Accept, Accept-Language, User-Agent");
      assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }
  }

  private static Reply unavailable(Events event) {
    return answer(
        event.withHeader("accept", "application/json"), new UnavailableException("too slow"));
  }

  @Test
  void namesTheIdToRetryAStartWith() {
    var reply = unavailable(START);

    assertThat(reply.refusal()).isEqualTo("503 store-unavailable");
    assertThat(reply.at("/downloadId")).isEqualTo("aP9j-4Lg5d_sKoSWv5r-9g");
    assertThat(reply.at("/detail")).contains("downloadId").doesNotContain("key");
  }

  @Test
  void namesAnIdToRetryAStartThatHadNone() {
    var without = START.withBody("").withHeader("content-type", "");
    var reply = unavailable(without);

    assertThat(DownloadId.parse(reply.at("/downloadId"))).isPresent();
    assertThat(unavailable(without).at("/downloadId")).isEqualTo(reply.at("/downloadId"));
    assertThat(unavailable(without.withRequestId("another=")).at("/downloadId"))
        .isNotEqualTo(reply.at("/downloadId"));
    assertThat(answer(without, new UnavailableException("too slow")).text())
        .contains("value=\"" + reply.at("/downloadId") + "\"");
  }

  @Test
  void namesTheIdAlsoInAnInternalError() {
    var reply =
        answer(
            START.withHeader("accept", "application/json"), new IllegalStateException("insides"));

    assertThat(reply.refusal()).isEqualTo("500 internal");
    assertThat(reply.at("/downloadId")).isEqualTo("aP9j-4Lg5d_sKoSWv5r-9g");
  }

  @Test
  void asksForTheSameRequestIfItsPathNamesTheDownload() {
    var reply = unavailable(Events.of("resume-download"));

    assertThat(reply.at("/downloadId")).isEqualTo("aP9j-4Lg5d_sKoSWv5r-9g");
    assertThat(reply.at("/detail")).contains("Send the same request again").doesNotContain("key");
  }

  @Test
  void namesNoIdIfNothingIsStarted() {
    var reply = unavailable(Events.of("open-link"));

    assertThat(reply.json().has("downloadId")).isFalse();
    assertThat(reply.at("/detail"))
        .isEqualTo("The request could not be completed in time. Send the same request again.");
  }
}
