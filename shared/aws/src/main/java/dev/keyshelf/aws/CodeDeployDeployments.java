package dev.keyshelf.aws;

import dev.keyshelf.domain.deployment.Deployments;
import dev.keyshelf.domain.deployment.FunctionVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The deployments of CodeDeploy. Each one has one target: the version that an alias moves to. */
final class CodeDeployDeployments implements Deployments {
  private static final String UNKNOWN = "DeploymentDoesNotExistException";

  private final JsonCalls calls;
  private final URI endpoint;

  CodeDeployDeployments(JsonCalls calls, URI endpoint) {
    this.calls = calls;
    this.endpoint = endpoint;
  }

  @Override
  public Optional<FunctionVersion> find(String deployment) {
    return answer("ListDeploymentTargets", fields("deploymentId", deployment))
        .flatMap(list -> list.field("targetIds"))
        .map(JsonNode::asArray)
        .flatMap(ids -> ids.stream().findFirst())
        .flatMap(
            id ->
                answer(
                    "GetDeploymentTarget",
                    fields("deploymentId", deployment, "targetId", id.asString())))
        .flatMap(CodeDeployDeployments::version);
  }

  @Override
  public void report(String deployment, String execution, boolean mayGoOn) {
    var _ =
        answer(
            "PutLifecycleEventHookExecutionStatus",
            fields(
                "deploymentId",
                deployment,
                "lifecycleEventHookExecutionId",
                execution,
                "status",
                mayGoOn ? "Succeeded" : "Failed"));
  }

  private static Optional<FunctionVersion> version(JsonNode answer) {
    return answer
        .field("deploymentTarget")
        .flatMap(target -> target.field("lambdaTarget"))
        .flatMap(target -> target.field("lambdaFunctionInfo"))
        .flatMap(
            info ->
                text(info, "functionName")
                    .flatMap(
                        function ->
                            text(info, "targetVersion")
                                .map(version -> new FunctionVersion(function, version))));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.field(field).filter(JsonNode::isString).map(JsonNode::asString);
  }

  private Optional<JsonNode> answer(String action, String fields) {
    var request =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "CodeDeploy_20141006." + action);
    var answer = calls.post(request, fields);
    if (answer.isOk()) {
      return Optional.of(answer.json());
    }
    if (answer.body().contains(UNKNOWN)) {
      return Optional.empty();
    }
    throw new IllegalStateException("CodeDeploy: " + answer.text());
  }

  /** Returns a JSON object of texts. */
  private static String fields(String... namesAndValues) {
    try (var json = JsonWriter.create()) {
      json.writeStartObject();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        json.writeFieldName(namesAndValues[i]).writeValue(namesAndValues[i + 1]);
      }
      json.writeEndObject();
      return new String(json.getBytes(), StandardCharsets.UTF_8);
    }
  }
}
