package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls each function behind the API as someone who knows the API's own address does. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class DirectCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Settings.defaultTemplate();
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;

  /** Returns variables with stores that do not exist, so that a function that asks them fails. */
  private Map<String, String> nowhere() {
    var nobody = "http://127.0.0.1:1";
    return Map.of(
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "id",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "KEYSHELF_TABLE", "table",
        "KEYSHELF_BUCKET", "bucket",
        "KEYSHELF_SEALS_BUCKET", "seals",
        "KEYSHELF_DYNAMODB_ENDPOINT", nobody,
        "KEYSHELF_S3_ENDPOINT", nobody,
        "KEYSHELF_WAKES_QUEUE_URL", nobody,
        "KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
  }

  private static byte[] eventOf(FunctionDeclaration function, Map<String, String> headers)
      throws IOException {
    var name = function.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    var event =
        (ObjectNode) JSON.readTree(FILE.resolveSibling("events").resolve(name + ".json").toFile());
    var variables = event.putObject("stageVariables");
    stageVariables().keySet().forEach(each -> variables.put(each, "0123456789".repeat(4)));
    variables.put("directCalls", "refused");
    headers.forEach(event.withObject("/headers")::put);
    return JSON.writeValueAsBytes(event);
  }

  private static Map<String, JsonNode> stageVariables() {
    Map<String, JsonNode> variables = new TreeMap<>();
    WRITTEN
        .properties("Api")
        .path("StageVariables")
        .properties()
        .forEach(each -> variables.put(each.getKey(), each.getValue()));
    return variables;
  }

  @Test
  void refusesEveryRouteBeforeAnyStoreIsAsked() throws IOException {
    var behindTheApi =
        TEMPLATE.functions().stream().filter(each -> !each.routes().isEmpty()).toList();
    assertThat(behindTheApi).hasSizeGreaterThan(40);
    try (var functions = Functions.load(TEMPLATE, nowhere(), Clock.fixed(NOW, ZoneOffset.UTC))) {
      for (var function : behindTheApi) {
        for (var headers : List.of(Map.<String, String>of(), Map.of("x-keyshelf-origin", "no"))) {
          var answer = JSON.readTree(functions.invoke(function.name(), eventOf(function, headers)));

          assertThat(answer.path("statusCode").asInt()).as(function.name()).isEqualTo(403);
          assertThat(JSON.readTree(answer.path("body").asText()).path("code").asText())
              .as(function.name())
              .isEqualTo("direct-call");
        }
      }
    }
  }

  @Test
  void theStageTellsFunctionsWhatTheyKnowTheCdnBy() {
    assertThat(stageVariables())
        .containsOnlyKeys("directCalls", "originSecret", "otherOriginSecret");
    assertThat(stageVariables())
        .extractingByKeys("directCalls", "originSecret", "otherOriginSecret")
        .map(JsonNode::toString)
        .containsExactly(
            "{\"!Ref\":\"DirectCalls\"}",
            "{\"!If\":[\"HasOriginSecret\",{\"!Ref\":\"OriginSecret\"},{\"!Ref\":\"AWS::NoValue\"}]}",
            "{\"!If\":[\"HasOtherOriginSecret\",{\"!Ref\":\"OtherOriginSecret\"},"
                + "{\"!Ref\":\"AWS::NoValue\"}]}");
  }

  @Test
  void onlyTheCdnAndTheStageHaveTheSecrets() {
    var secrets = List.of("OriginSecret", "OtherOriginSecret");
    assertThat(secrets)
        .allSatisfy(
            secret ->
                assertThat(WRITTEN.root().at("/Parameters/" + secret + "/NoEcho").asText())
                    .isEqualTo("true"));
    assertThat(WRITTEN.root().path("Resources").properties())
        .filteredOn(
            resource ->
                RawTemplate.namesIn(resource.getValue()).stream().anyMatch(secrets::contains))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("Api", "ConsoleCdn");
    for (var part : List.of("Globals", "Outputs")) {
      assertThat(RawTemplate.namesIn(WRITTEN.root().path(part)))
          .as(part)
          .isNotEmpty()
          .doesNotContainAnyElementsOf(secrets);
    }
    assertThat(
            WRITTEN
                .properties("ConsoleCdn")
                .at("/DistributionConfig/Origins/1/OriginCustomHeaders/!If")
                .toString())
        .isEqualTo(
            "[\"HasOriginSecret\",[{\"HeaderName\":\"x-keyshelf-origin\","
                + "\"HeaderValue\":{\"!Ref\":\"OriginSecret\"}}],{\"!Ref\":\"AWS::NoValue\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "0123456789abcdef0123456789ABC_-x, true",
    "0123456789abcdef0123456789ABCDE, false",
    "0123456789abcdef0123456789ABCDE+, false"
  })
  void takesOnlySecretsThatAreLongAndThatAStageCanHold(String value, boolean taken) {
    for (var secret : List.of("OriginSecret", "OtherOriginSecret")) {
      var pattern = WRITTEN.root().at("/Parameters/" + secret + "/AllowedPattern").asText();

      assertThat(Pattern.matches(pattern, value)).isEqualTo(taken);
    }
  }

  /** Otherwise links would lead to the address that refuses them. */
  @Test
  void refusesDirectCallsOnlyIfThereIsAnotherAddress() {
    assertThat(
            WRITTEN.root().at("/Rules/RefusedCallsHaveAnotherWay/Assertions/1/Assert").toString())
        .isEqualTo("{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"PublicUrl\"},\"\"]}]}");
  }
}
