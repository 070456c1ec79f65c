package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the functions of template.yaml run on AWS, and that somebody hears of it when they do not.
 */
final class DeploymentTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode GLOBALS = WRITTEN.root().at("/Globals/Function");

  /** What BucketPrefix's pattern takes. */
  private static final int LONGEST_PREFIX = 29;

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
  void takesTheParametersThatTheReadmeLists() throws IOException {
    var row = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| `?([^|`]+?)`? \\|");
    var listed =
        row.matcher(Files.readString(FILE.resolveSibling("README.md")))
            .results()
            .filter(hit -> WRITTEN.root().path("Parameters").has(hit.group(1)))
            .collect(Collectors.toMap(hit -> hit.group(1), hit -> hit.group(2)));
    var declared =
        WRITTEN.root().path("Parameters").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> defaultOf(each.getValue())));

    assertThat(listed).isEqualTo(declared);
  }

  private static String defaultOf(JsonNode parameter) {
    if (!parameter.has("Default")) {
      return "none";
    }
    var text = parameter.path("Default").asText();
    return text.isEmpty() ? "empty" : text;
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

  /**
   * The SAM translator names a version by the properties as they are written, so that a parameter's
   * new value alone would publish none. A version's description cannot be changed: CloudFormation
   * makes another version for another one.
   */
  @Test
  void publishesAVersionForEachValueThatReachesAFunction() {
    var settings = WRITTEN.properties("Settings").path("Value");
    var variables = named(GLOBALS.path("Environment"));
    // It is replaced by nobody: it is kept for good, and its keys are its identity.
    assertThat(variables.remove("Table")).isTrue();

    assertThat(named(settings)).isEqualTo(variables);
    assertThat(GLOBALS.path("AutoPublishAliasAllProperties").asText()).isEqualTo("true");
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              var properties = WRITTEN.properties(function.logicalId());
              assertThat(properties.path("VersionDescription").toString())
                  .as(function.name())
                  .isEqualTo("{\"!GetAtt\":\"Settings.Value\"}");
              assertThat(named(properties.path("Environment"))).isSubsetOf(variables);
              assertThat(named(properties.path("Handler"))).isEmpty();
              assertThat(named(properties.path("Timeout"))).isEmpty();
              assertThat(named(properties.path("MemorySize"))).isEmpty();
            });
  }

  /** A version's description ends at 256 characters, and a longer one fails the deploy. */
  @Test
  void describesVersionsInTheSpaceThereIs() {
    var value = WRITTEN.properties("Settings").at("/Value/!Sub").asText();
    int keyId = 36;

    assertThat(
            value
                .replaceAll("\\$\\{\\w+Key}", "k".repeat(keyId))
                .replace("${BucketPrefix}", "b".repeat(LONGEST_PREFIX))
                .replace("${PublicUrl}", "u".repeat(maxLength("PublicUrl")))
                .replace("${DownloadUrlSeconds}", "3600"))
        .doesNotContain("${")
        .hasSizeLessThanOrEqualTo(256);
  }

  private static Set<String> named(JsonNode part) {
    return RawTemplate.namesIn(part).stream()
        .filter(name -> !name.startsWith("AWS::"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int maxLength(String parameter) {
    return WRITTEN.root().at("/Parameters/" + parameter + "/MaxLength").asInt();
  }

  /**
   * An issuer that does not exist leaves an API without its authorizer, and a deploy that works.
   */
  @Test
  void deploysNoApiWithoutItsIssuer() {
    assertThat(WRITTEN.root().at("/Parameters/TokenIssuer").has("Default")).isFalse();
    assertThat(WRITTEN.properties("Api").path("FailOnWarnings").asText()).isEqualTo("true");
    assertThat(WRITTEN.properties("Api").at("/Auth/Authorizers").toString())
        .contains("TokenIssuer");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "TokenIssuer, https://login.example.com/, true",
        "TokenIssuer, https://login.example.com/realms/a?b, false",
        "TokenIssuer, http://login.example.com, false",
        "TokenIssuer, '', false",
        "PublicUrl, '', true",
        "PublicUrl, https://shop.example.com/a, true",
        "PublicUrl, https://shop.example.com/, false",
        "PublicUrl, shop.example.com, false",
        "BucketPrefix, keyshelf, true",
        "BucketPrefix, keyshelf-prod-2, true",
        "BucketPrefix, Keyshelf, false",
        "BucketPrefix, keyshelf-, false",
        "BucketPrefix, ke, false",
        "BucketPrefix, abcdefghijklmnopqrstuvwxyz-01, true",
        "BucketPrefix, abcdefghijklmnopqrstuvwxyz-012, false"
      })
  void takesOfAParameterWhatCanBeDeployed(String parameter, String value, boolean taken) {
    var pattern = WRITTEN.root().at("/Parameters/" + parameter + "/AllowedPattern").asText();

    assertThat(Pattern.matches(pattern, value)).isEqualTo(taken);
  }

  @Test
  void namesBucketsInEveryRegionWithoutCapitalsOrTooManyLetters() {
    assertThat(WRITTEN.ofType("AWS::S3::Bucket").values())
        .allSatisfy(
            bucket -> {
              var name = bucket.at("/BucketName/!Sub").asText();
              assertThat(named(bucket.path("BucketName"))).containsExactly("BucketPrefix");
              assertThat(
                      name.replace("${BucketPrefix}", "b".repeat(LONGEST_PREFIX))
                          .replace("${AWS::AccountId}", "1".repeat(12))
                          .replace("${AWS::Region}", "ap-southeast-1"))
                  .matches("[a-z0-9-]{3,63}");
            });
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
