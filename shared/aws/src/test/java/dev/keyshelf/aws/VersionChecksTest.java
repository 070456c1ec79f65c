package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.domain.deployment.FunctionVersion;
import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Probed;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks versions with a server that answers as Lambda and CodeDeploy document it. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the field
class VersionChecksTest {
  private static final FunctionVersion NEW = new FunctionVersion("shop-PlaceOrder-1A", "8");

  private record Answer(int status, String error, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (target == null ? " " : " " + target + " ")
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    var answer = answers.remove();
    if (!answer.error().isEmpty()) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", answer.error());
    }
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private VersionChecks checks(String keyFile) {
    var endpoint = "http://localhost:" + server.getAddress().getPort() + "/";
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("AWS_ENDPOINT_URL_LAMBDA", endpoint);
    variables.put("AWS_ENDPOINT_URL_CODEDEPLOY", endpoint);
    variables.put("KEYSHELF_TABLE", "t");
    variables.put("KEYSHELF_KEY_FILE", keyFile);
    var clock = Clock.fixed(Instant.parse("2026-11-30T09:00:00Z"), ZoneOffset.UTC);
    try (var wiring = Wiring.of(variables, clock)) {
      return wiring.versionChecks();
    }
  }

  private VersionChecks checks() {
    return checks("");
  }

  private void answers(String body) {
    answers.add(new Answer(200, "", body));
  }

  private Probed probe() {
    return checks().probes().probe(NEW);
  }

  @Test
  void invokesAVersionWithTheProbe() {
    answers("{\"statusCode\":204,\"body\":null}");

    assertThat(probe()).isEqualTo(new Answered());
    assertThat(requests)
        .containsExactly(
            "POST /2015-03-31/functions/shop-PlaceOrder-1A/invocations?Qualifier=8"
                + " {\"routeKey\":\"keyshelf:probe\"}");
    assertThat(authorizations.getFirst())
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/lambda/aws4_request");
  }

  @Test
  void isSilentIfTheFunctionFails() {
    answers.add(new Answer(200, "Unhandled", "{\"errorType\":\"NoClassDefFoundError\"}"));

    assertThat(probe()).isEqualTo(new Silent("Unhandled {\"errorType\":\"NoClassDefFoundError\"}"));
  }

  @Test
  void isSilentIfTheAnswerIsOfAnotherFunction() {
    answers("{\"statusCode\":500}");
    answers("null");

    assertThat(probe()).isEqualTo(new Silent("not the answer to a probe: {\"statusCode\":500}"));
    assertThat(probe()).isEqualTo(new Silent("not the answer to a probe: null"));
  }

  /** This is what an inactive snapshot answers. */
  @Test
  void isSilentIfTheVersionIsNotReady() {
    answers.add(new Answer(409, "", "{\"Type\":\"User\",\"message\":\"not ready\"}"));

    assertThat(probe()).isEqualTo(new Silent("409 {\"Type\":\"User\",\"message\":\"not ready\"}"));
  }

  @Test
  void isUnavailableWhileAServiceIs() {
    answers.add(new Answer(503, "", ""));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::probe);
    answers.add(new Answer(429, "", "{\"Reason\":\"ConcurrentInvocationLimitExceeded\"}"));
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::probe);
    answers.add(new Answer(400, "", "{\"__type\":\"ThrottlingException\"}"));
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> checks().deployments().find("d-1"));
    answers("<html>");
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::probe);
  }

  @Test
  void findsTheVersionOfADeployment() {
    answers("{\"targetIds\":[\"shop-PlaceOrder-1A:live\"]}");
    answers(
        """
        {"deploymentTarget": {"deploymentTargetType": "LambdaFunction", "lambdaTarget": {
          "deploymentId": "d-1", "targetId": "shop-PlaceOrder-1A:live", "lambdaFunctionInfo": {
            "functionName": "shop-PlaceOrder-1A", "functionAlias": "live",
            "currentVersion": "7", "targetVersion": "8", "targetVersionWeight": 0.0}}}}
        """);

    assertThat(checks().deployments().find("d-1")).contains(NEW);
    assertThat(requests)
        .containsExactly(
            "POST / CodeDeploy_20141006.ListDeploymentTargets {\"deploymentId\":\"d-1\"}",
            "POST / CodeDeploy_20141006.GetDeploymentTarget"
                + " {\"deploymentId\":\"d-1\",\"targetId\":\"shop-PlaceOrder-1A:live\"}");
    assertThat(authorizations.getFirst()).contains("/eu-central-1/codedeploy/aws4_request");
  }

  @Test
  void findsNoVersionOfWhatIsNoDeploymentOfOne() {
    answers.add(new Answer(400, "", "{\"__type\":\"DeploymentDoesNotExistException\"}"));
    assertThat(checks().deployments().find("d-1")).isEmpty();
    answers("{\"targetIds\":[]}");
    assertThat(checks().deployments().find("d-1")).isEmpty();
    answers("{\"targetIds\":[\"i-1\"]}");
    answers("{\"deploymentTarget\":{\"instanceTarget\":{}}}");
    assertThat(checks().deployments().find("d-1")).isEmpty();
  }

  @Test
  void failsIfItMayNotLookUpDeployments() {
    answers.add(new Answer(400, "", "{\"__type\":\"AccessDeniedException\"}"));

    assertThatIllegalStateException()
        .isThrownBy(() -> checks().deployments().find("d-1"))
        .withMessageContaining("AccessDenied");
  }

  @Test
  void tellsADeploymentWhetherItMayGoOn() {
    answers("{\"lifecycleEventHookExecutionId\":\"e\"}");
    answers("{\"lifecycleEventHookExecutionId\":\"e\"}");

    checks().deployments().report("d-1", "e\"1", true);
    checks().deployments().report("d-1", "e-1", false);

    var action = "POST / CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus ";
    assertThat(requests)
        .containsExactly(
            action
                + "{\"deploymentId\":\"d-1\",\"lifecycleEventHookExecutionId\":\"e\\\"1\","
                + "\"status\":\"Succeeded\"}",
            action
                + "{\"deploymentId\":\"d-1\",\"lifecycleEventHookExecutionId\":\"e-1\","
                + "\"status\":\"Failed\"}");
  }

  @Test
  void oneMachineHasNothingToCheck() {
    var onOneMachine = checks("target/vault.key");

    assertThat(onOneMachine.deployments().find("d-1")).isEmpty();
    onOneMachine.deployments().report("d-1", "e-1", true);
    assertThat(onOneMachine.probes().probe(NEW)).isEqualTo(new Answered());
    assertThat(requests).isEmpty();
  }
}
