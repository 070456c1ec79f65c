package dev.keyshelf.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is read and written with what Lambda's own serializers read and write. */
class GatewayJsonTest {
  private static final ClassLoader LOADER = GatewayJsonTest.class.getClassLoader();

  /** What no function looks at. */
  private static final String[] LEFT_OUT = {
    "queryStringParameters",
    "requestContext.accountId",
    "requestContext.apiId",
    "requestContext.stage",
    "requestContext.domainPrefix",
    "requestContext.time",
    "requestContext.timeEpoch",
    "requestContext.authorizer.iam",
    "requestContext.authorizer.jwt.scopes"
  };

  /** Returns the sample events with a request. */
  static List<Path> samples() throws IOException {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("template.yaml"))) {
      root = Objects.requireNonNull(root.getParent(), "no template.yaml");
    }
    try (var files = Files.list(root.resolve("events"))) {
      return files.filter(GatewayJsonTest::hasARequest).sorted().toList();
    }
  }

  private static boolean hasARequest(Path file) {
    try {
      var text = Files.readString(file);
      return file.toString().endsWith(".json")
          && text.contains("\"rawPath\"")
          && !text.contains("\"identitySource\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static APIGatewayV2HTTPEvent byLambda(byte[] json) {
    return LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, LOADER)
        .fromJson(new ByteArrayInputStream(json));
  }

  private static void assertReadAlike(byte[] json) throws JsonProcessingException {
    assertThat(GatewayJson.event(json))
        .usingRecursiveComparison(
            RecursiveComparisonConfiguration.builder().withIgnoredFields(LEFT_OUT).build())
        .isEqualTo(byLambda(json));
  }

  @Test
  void findsTheSampleEvents() throws IOException {
    assertThat(samples()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsEachSampleEventLikeLambda(Path sample) throws IOException {
    assertReadAlike(Files.readAllBytes(sample));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"routeKey\": \"keyshelf:probe\"}",
        "{\"headers\": null, \"cookies\": null, \"requestContext\": null, \"body\": null}",
        "{\"cookies\": [\"a=1\", \"b=2\"], \"stageVariables\": {\"directCalls\": \"refused\"}}",
        "{\"body\": \"aGVsbG8=\", \"isBase64Encoded\": true}",
        "{\"body\": \"\\u0000 \\uD83D\\uDE00 ü\", \"rawPath\": \"/d/%C3%BC\"}",
        "{\"requestContext\": {\"authorizer\": {\"lambda\": {\"kind\": \"partner\"}}}}",
        "{\"requestContext\": {\"authorizer\": {\"jwt\": {\"claims\": {\"a\": \"b\"}}}}}",
        "{\"requestContext\": {\"http\": null, \"authorizer\": null}, \"unknown\": {\"a\": [1]}}",
      })
  void readsOtherEventsLikeLambda(String json) throws JsonProcessingException {
    assertReadAlike(json.getBytes(UTF_8));
  }

  @Test
  void readsABodyOfSixMegabytes() throws JsonProcessingException {
    var body = "a".repeat(6_000_000);

    assertThat(GatewayJson.event(("{\"body\": \"" + body + "\"}").getBytes(UTF_8)).getBody())
        .isEqualTo(body);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> GatewayJson.event("{\"a\": ".getBytes(UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static JsonNode written(APIGatewayV2HTTPResponse response)
      throws JsonProcessingException {
    return Json.read(new String(GatewayJson.response(response), UTF_8));
  }

  /** Returns what Lambda writes, without the fields that have no value. */
  private static JsonNode writtenByLambda(APIGatewayV2HTTPResponse response)
      throws JsonProcessingException {
    var bytes = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(APIGatewayV2HTTPResponse.class, LOADER)
        .toJson(response, bytes);
    var json = (ObjectNode) Json.read(bytes.toString(UTF_8));
    json.properties().removeIf(field -> field.getValue().isNull());
    return json;
  }

  @Test
  void writesEachKindOfResponseLikeLambda() throws JsonProcessingException {
    var answers =
        List.of(
            Answer.ok(Json.object().put("text", "ü \" \\ \u0001")),
            Answer.created("/v1/things/8", Json.object()),
            Answer.seeOther("/").withHeader("Set-Cookie", "a=1"),
            Answer.file("a.pdf", "application/pdf", new byte[] {0, -1, 37}));
    for (var answer : answers) {
      var response = Events.response(answer);
      assertThat(written(response)).isEqualTo(writtenByLambda(response));
    }
    for (var response :
        List.of(
            Probe.answer(),
            APIGatewayV2HTTPResponse.builder().withHeaders(Map.of("a", "b")).build())) {
      assertThat(written(response)).isEqualTo(writtenByLambda(response));
    }
  }
}
