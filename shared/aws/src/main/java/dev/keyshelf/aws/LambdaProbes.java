package dev.keyshelf.aws;

import dev.keyshelf.domain.deployment.FunctionVersion;
import dev.keyshelf.domain.deployment.Probes;
import java.net.URI;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Probes versions by invoking them, and waits for their answer. */
final class LambdaProbes implements Probes {
  /** No client of the API can send this event: API Gateway adds its context to each. */
  private static final String EVENT = "{\"routeKey\":\"keyshelf:probe\"}";

  private static final String FUNCTIONS = "/2015-03-31/functions/";
  private static final String ANSWER = "204";

  private final JsonCalls calls;
  private final URI endpoint;

  LambdaProbes(JsonCalls calls, URI endpoint) {
    this.calls = calls;
    this.endpoint = endpoint;
  }

  @Override
  public Probed probe(FunctionVersion version) {
    var request =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .encodedPath(FUNCTIONS + SdkHttpUtils.urlEncode(version.function()) + "/invocations")
            .putRawQueryParameter("Qualifier", version.qualifier())
            .putHeader("Content-Type", "application/json");
    var answer = calls.post(request, EVENT);
    var failed = answer.header("X-Amz-Function-Error");
    if (!answer.isOk() || failed.isPresent()) {
      return new Silent(failed.map(kind -> kind + " " + answer.body()).orElseGet(answer::text));
    }
    return answer.json().field("statusCode").map(JsonNode::text).filter(ANSWER::equals).isPresent()
        ? new Answered()
        : new Silent("not the answer to a probe: " + answer.body());
  }
}
