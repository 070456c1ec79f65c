package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How the functions of template.yaml run on AWS, and that somebody hears of it when they do not.
 */
final class DeploymentTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode GLOBALS = WRITTEN.root().at("/Globals/Function");

  private static Map<String, JsonNode> alarms() {
    return WRITTEN.ofType("AWS::CloudWatch::Alarm").values().stream()
        .collect(Collectors.toMap(DeploymentTest::metricOf, alarm -> alarm));
  }

  private static String metricOf(JsonNode alarm) {
    return alarm.path("Namespace").asText() + " " + alarm.path("MetricName").asText();
  }

  private static Duration thresholdOf(String metric) {
    return Duration.ofMillis(
        Objects.requireNonNull(alarms().get(metric)).path("Threshold").asLong());
  }

  private static Duration longestOf(Collection<FunctionDeclaration> functions) {
    return functions.stream()
        .map(FunctionDeclaration::timeout)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  @Test
  void runsEachFunctionOnTheSameMachineFromASnapshotBehindAnAlias() {
    assertThat(GLOBALS.path("Runtime").asText()).isEqualTo("java25");
    assertThat(GLOBALS.path("Architectures").toString()).isEqualTo("[\"arm64\"]");
    assertThat(GLOBALS.path("AutoPublishAlias").asText()).isEqualTo("live");
    assertThat(GLOBALS.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(WRITTEN.properties(function.logicalId()).properties())
                    .as(function.name())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain(
                        "Runtime",
                        "Architectures",
                        "AutoPublishAlias",
                        "SnapStart",
                        "LoggingConfig"));
  }

  @Test
  void ringsForEachKindOfTrouble() {
    assertThat(alarms())
        .containsKeys(
            "AWS/Lambda Errors",
            "AWS/Lambda Throttles",
            "AWS/Lambda Duration",
            "AWS/ApiGateway 5xx",
            "AWS/ApiGateway IntegrationLatency",
            "AWS/SQS ApproximateNumberOfMessagesVisible",
            "Keyshelf FaultyImports",
            "Keyshelf KeysLow",
            "Keyshelf SealsMissing");
  }

  @Test
  void tellsEachAlarmWhereAlarmsAreTold() {
    assertThat(WRITTEN.ofType("AWS::CloudWatch::Alarm"))
        .allSatisfy(
            (id, alarm) ->
                assertThat(WRITTEN.reachedFrom(alarm.path("AlarmActions")))
                    .as(id)
                    .contains("AlarmTopicArn"));
  }

  @Test
  void ringsForAllFunctionsOfWhateverName() {
    assertThat(WRITTEN.ofType("AWS::CloudWatch::Alarm").values())
        .filteredOn(alarm -> metricOf(alarm).startsWith("AWS/Lambda "))
        .isNotEmpty()
        .noneMatch(alarm -> alarm.has("Dimensions"));
  }

  @Test
  void ringsBeforeTimeIsUp() {
    var behindTheApi =
        TEMPLATE.functions().stream().filter(each -> !each.routes().isEmpty()).toList();

    assertThat(thresholdOf("AWS/ApiGateway IntegrationLatency"))
        .isLessThan(longestOf(behindTheApi).multipliedBy(9).dividedBy(10));
    assertThat(thresholdOf("AWS/Lambda Duration"))
        .isLessThan(longestOf(TEMPLATE.functions()).multipliedBy(9).dividedBy(10));
  }

  @Test
  void hasTheIndexesThatTheCodeQueries() throws IOException {
    var keys =
        Files.readString(
            FILE.resolveSibling("shared/aws/src/main/java/dev/keyshelf/aws/Keys.java"));

    assertThat(TEMPLATE.tables())
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.indexes())
                    .extracting(Index::name)
                    .containsExactlyInAnyOrderElementsOf(
                        Pattern.compile("_INDEX =\\s*\"([a-z-]+)\"")
                            .matcher(keys)
                            .results()
                            .map(match -> match.group(1))
                            .toList()));
  }
}
