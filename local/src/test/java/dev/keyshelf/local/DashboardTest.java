package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.TableDeclaration;
import dev.keyshelf.local.dashboard.Dashboard;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the dashboard of template.yaml with what the file declares. */
final class DashboardTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());
  private static final JsonNode RESOURCES = WRITTEN.root().path("Resources");
  private static final JsonNode SUB = WRITTEN.properties("Dashboard").at("/DashboardBody/!Sub");
  private static final JsonNode VARIABLES = SUB.path(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
  private static final String OWN = "Keyshelf/${AWS::StackName}";
  private static final String EXISTS_UNDER_A_CONDITION = "!If";

  /** CloudWatch refuses more. */
  private static final int MOST_WIDGETS = 500;

  private static final int MOST_METRICS = 2500;
  private static final int MOST_METRICS_OF_A_WIDGET = 500;
  private static final int MOST_ALARMS_OF_A_WIDGET = 100;
  private static final int COLUMNS = 24;

  /** Returns the body of a stack that meets all conditions, with its references left in place. */
  private static JsonNode body() {
    return bodyWith(
        name -> VARIABLES.path(name).path(EXISTS_UNDER_A_CONDITION).path(1).path("!Sub"));
  }

  private static JsonNode bodyWith(Function<String, JsonNode> valueOf) {
    try {
      return JSON.readTree(
          REFERENCE
              .matcher(SUB.path(0).asText())
              .replaceAll(
                  hit ->
                      Matcher.quoteReplacement(
                          VARIABLES.has(hit.group(1))
                              ? valueOf.apply(hit.group(1)).asText()
                              : hit.group())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> elements(String property) {
    return Stream.of(body().path("widgets"))
        .flatMap(widgets -> RawTemplate.listOf(widgets).stream())
        .flatMap(widget -> RawTemplate.listOf(widget.at("/properties/" + property)).stream());
  }

  /** Returns a metric's namespace, name and dimensions, without its options. */
  private static List<String> path(JsonNode metric) {
    var path = new ArrayList<String>();
    metric.forEach(
        each -> {
          if (each.isTextual()) {
            path.add(each.asText());
          }
        });
    return path;
  }

  private static Set<List<String>> metrics() {
    return elements("metrics").map(DashboardTest::path).collect(Collectors.toSet());
  }

  private static Set<String> idsOf(String type) {
    return WRITTEN.ofType(type).keySet();
  }

  private static String ref(String id) {
    return "${" + id + "}";
  }

  @Test
  void isWhatTheCommandMakes() throws IOException {
    assertThat(Dashboard.renewed(Settings.defaultTemplate()))
        .as("./keyshelf template --dashboard > new.yaml && mv new.yaml template.yaml")
        .isEqualTo(Files.readString(Settings.defaultTemplate()));
  }

  @Test
  void isJsonWithAndWithoutWhatAStackHasUnderConditions() {
    var without = bodyWith(name -> VARIABLES.path(name).path(EXISTS_UNDER_A_CONDITION).path(2));

    assertThat(VARIABLES).isNotEmpty();
    assertThat(without.path("widgets")).hasSameSizeAs(body().path("widgets"));
  }

  @Test
  void showsCallsFailuresAndDurationsOfEachFunction() {
    for (var name : List.of("Invocations", "Errors", "Duration")) {
      assertThat(metrics())
          .filteredOn(path -> path.contains(name))
          .containsExactlyInAnyOrderElementsOf(
              idsOf("AWS::Serverless::Function").stream()
                  .map(id -> List.of("AWS/Lambda", name, "FunctionName", ref(id)))
                  .toList());
    }
  }

  @Test
  void showsTheRunsOfEachSchedule() {
    assertThat(metrics())
        .filteredOn(path -> path.contains("Finished"))
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.functions().stream()
                .filter(function -> !function.schedules().isEmpty())
                .map(FunctionDeclaration::logicalId)
                .map(id -> List.of(OWN, "Finished", "Function", id))
                .toList());
  }

  @Test
  void showsEachQueueAndTheAgeOfItsMessages() {
    for (var name :
        List.of("ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage")) {
      assertThat(metrics())
          .filteredOn(path -> path.contains(name))
          .containsExactlyInAnyOrderElementsOf(
              idsOf("AWS::SQS::Queue").stream()
                  .map(id -> List.of("AWS/SQS", name, "QueueName", ref(id + ".QueueName")))
                  .toList());
    }
  }

  @Test
  void showsUnitsAndThrottlesOfEachTableAndIndex() {
    assertThat(idsOf("AWS::DynamoDB::Table")).isNotEmpty();
    for (var table : idsOf("AWS::DynamoDB::Table")) {
      assertThat(metrics())
          .contains(ofTable("ConsumedReadCapacityUnits", table))
          .contains(ofTable("ConsumedWriteCapacityUnits", table))
          .contains(ofTable("ReadThrottleEvents", table))
          .contains(ofTable("WriteThrottleEvents", table));
    }
    assertThat(metrics())
        .filteredOn(path -> path.contains("GlobalSecondaryIndexName"))
        .extracting(List::getLast)
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.tables().stream()
                .map(TableDeclaration::indexes)
                .flatMap(List::stream)
                .map(Template.Index::name)
                .toList());
  }

  private static List<String> ofTable(String name, String table) {
    return List.of("AWS/DynamoDB", name, "TableName", ref(table));
  }

  @Test
  void showsEachAlarmOnce() {
    var all = new TreeSet<>(idsOf("AWS::CloudWatch::Alarm"));
    all.addAll(idsOf("AWS::CloudWatch::CompositeAlarm"));

    assertThat(elements("alarms").map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(id -> ref(id + ".Arn")).toList());
  }

  /** A canary's metrics are of one version, which is known to a deploy only. */
  @Test
  void showsEachMetricThatAnAlarmOfEachStackWatches() {
    var shown = metrics().stream().flatMap(List::stream).collect(Collectors.toSet());

    RESOURCES
        .properties()
        .forEach(
            resource -> {
              var type = resource.getValue().path("Type").asText();
              if (type.equals("AWS::CloudWatch::Alarm") && !resource.getValue().has("Condition")) {
                assertThat(shown)
                    .as(resource.getKey())
                    .containsAll(resource.getValue().findValuesAsText("MetricName"));
              }
            });
  }

  @Test
  void refersToNothingThatDoesNotExist() {
    references(SUB.path(0).asText())
        .filter(name -> !VARIABLES.has(name))
        .filter(name -> !name.startsWith("AWS::"))
        .forEach(
            name -> {
              assertThat(RESOURCES.has(name)).as(name).isTrue();
              assertThat(RESOURCES.path(name).has("Condition"))
                  .as("condition of " + name)
                  .isFalse();
            });
  }

  /** A reference to a resource that a stack does not have fails its deploy. */
  @Test
  void refersToConditionalAlarmsUnderTheirConditionOnly() {
    VARIABLES
        .properties()
        .forEach(
            variable -> {
              var choice = variable.getValue().path(EXISTS_UNDER_A_CONDITION);
              assertThat(references(choice.at("/1/!Sub").asText()))
                  .isNotEmpty()
                  .allSatisfy(
                      name ->
                          assertThat(RESOURCES.path(name).path("Condition").asText())
                              .isEqualTo(choice.path(0).asText()));
              assertThat(choice.path(2).asText("-")).isEmpty();
            });
  }

  private static Stream<String> references(String text) {
    return REFERENCE.matcher(text).results().map(hit -> hit.group(1).split("\\.", 2)[0]);
  }

  @Test
  void showsMetricsOfItsOwnStackOnly() {
    var known = new TreeSet<String>();
    for (var type : List.of("AWS::CloudWatch::Alarm", "AWS::Logs::MetricFilter")) {
      WRITTEN
          .ofType(type)
          .values()
          .forEach(each -> known.addAll(each.findValuesAsText("MetricName")));
    }
    assertThat(metrics().stream().filter(path -> !path.isEmpty()))
        .allSatisfy(
            path -> {
              if (path.getFirst().equals(OWN)) {
                assertThat(known).contains(path.get(1));
              } else {
                assertThat(path.stream().skip(2)).anyMatch(value -> value.startsWith("${"));
              }
            });
  }

  @Test
  void calculatesWithMetricsOfTheSameGraph() {
    for (var widget : body().path("widgets")) {
      var ids = widget.findValuesAsText("id");
      for (var expression : widget.findValuesAsText("expression")) {
        assertThat(
                Pattern.compile("[a-z]\\w*").matcher(expression).results().map(MatchResult::group))
            .as(expression)
            .isNotEmpty()
            .isSubsetOf(ids);
      }
    }
  }

  @Test
  void keepsToTheLimitsOfCloudWatch() {
    var widgets = body().path("widgets");
    assertThat(widgets).hasSizeLessThanOrEqualTo(MOST_WIDGETS);
    assertThat(elements("metrics")).hasSizeLessThanOrEqualTo(MOST_METRICS);
    for (var widget : widgets) {
      assertThat(widget.at("/properties/metrics"))
          .hasSizeLessThanOrEqualTo(MOST_METRICS_OF_A_WIDGET);
      assertThat(widget.at("/properties/alarms")).hasSizeLessThanOrEqualTo(MOST_ALARMS_OF_A_WIDGET);
    }
  }

  @Test
  void putsNoWidgetOverAnother() {
    var taken = new TreeSet<String>();
    for (var widget : body().path("widgets")) {
      int right = widget.path("x").asInt() + widget.path("width").asInt();
      assertThat(right).isLessThanOrEqualTo(COLUMNS);
      for (int x = widget.path("x").asInt(); x < right; x++) {
        for (int y = 0; y < widget.path("height").asInt(); y++) {
          assertThat(taken.add(x + "," + (y + widget.path("y").asInt()))).isTrue();
        }
      }
    }
  }

  /** The alarms that mean that customers see a failure come first, then the others. */
  @Test
  void beginsWithWhatCustomersNotice() {
    var rule = WRITTEN.properties("CustomersNoticeAlarm").path("AlarmRule");
    var first = body().at("/widgets/1/properties/alarms");

    assertThat(RawTemplate.listOf(first).stream().map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("CustomersNoticeAlarm"),
                    RawTemplate.namesIn(rule).stream().filter(RESOURCES::has))
                .map(id -> ref(id + ".Arn"))
                .toList());
  }

  @Test
  void isNamedAfterItsStack() {
    assertThat(WRITTEN.properties("Dashboard").path("DashboardName"))
        .isEqualTo(JSON.valueToTree(Map.of("!Sub", "Keyshelf-${AWS::StackName}")));
  }
}
