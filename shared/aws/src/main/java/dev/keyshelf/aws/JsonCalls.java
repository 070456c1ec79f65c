package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Signed calls of services whose requests and answers are JSON. Like {@link QueryCalls}, they are
 * for services of which a function needs a few actions.
 *
 * @param service the service's name for people
 */
record JsonCalls(SdkHttpClient http, Signing signing, String service) {
  private static final int OK = 200;
  private static final int THROTTLED = 429;
  private static final int SERVER_ERROR = 500;

  /**
   * An answer of a service.
   *
   * @param body the body as text, which may be empty
   */
  record Answer(SdkHttpResponse head, String body) {
    boolean isOk() {
      return head.statusCode() == OK;
    }

    /** Returns the value of a header. */
    Optional<String> header(String name) {
      return head.firstMatchingHeader(name);
    }

    /**
     * Returns the body as JSON.
     *
     * @throws UnavailableException if it is not JSON, such as the page of a proxy
     */
    JsonNode json() {
      try {
        return JsonNode.parser().parse(body);
      } catch (UncheckedIOException malformed) {
        throw new UnavailableException("an answer is not JSON", malformed);
      }
    }

    /** Returns the status and the body, for people. */
    String text() {
      return head.statusCode() + " " + body.strip();
    }
  }

  /**
   * Posts a JSON document and returns the answer, whether or not the service refuses the call.
   *
   * @param request the address and further headers
   * @throws UnavailableException if the service does not answer, or says that it cannot now
   */
  Answer post(SdkHttpRequest.Builder request, String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8).length;
    var whole =
        request
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Length", Integer.toString(bytes))
            .build();
    try {
      var called = http.prepareRequest(signing.signed(whole, json)).call();
      try (InputStream body =
          called
              .responseBody()
              .map(InputStream.class::cast)
              .orElseGet(InputStream::nullInputStream)) {
        var answer =
            new Answer(
                called.httpResponse(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        if (passes(answer)) {
          throw new UnavailableException(service + ": " + answer.text());
        }
        return answer;
      }
    } catch (IOException failed) {
      throw new UnavailableException(service + ": no answer", failed);
    }
  }

  private static boolean passes(Answer answer) {
    var status = answer.head().statusCode();
    return status >= SERVER_ERROR
        || status == THROTTLED
        || (status != OK && answer.body().contains("Throttl"));
  }
}
