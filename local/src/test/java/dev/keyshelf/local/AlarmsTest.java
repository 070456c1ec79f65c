package dev.keyshelf.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.FilterPattern;
import dev.keyshelf.local.packaging.RawTemplate;
import dev.keyshelf.local.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what raises the alarms of template.yaml, and that they are of one stack only. */
final class AlarmsTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());
  private static final Map<String, JsonNode> ALARMS = WRITTEN.ofType("AWS::CloudWatch::Alarm");
  private static final Map<String, JsonNode> FILTERS = WRITTEN.ofType("AWS::Logs::MetricFilter");

  /** A stack's name is unique in its account and region, and has no slash. */
  private static final String NAMESPACE = "{\"!Sub\":\"Keyshelf/${AWS::StackName}\"}";

  /** CloudWatch refuses an alarm that looks at more. */
  private static final Duration LONGEST_WITH_SHORT_PERIODS = Duration.ofDays(1);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int SHORT_PERIOD = 3600;

  private static final String SLACK = "PT15M";

  /** The metrics that an alarm watches. */
  private static List<JsonNode> metricsOf(JsonNode alarm) {
    if (!alarm.has("Metrics")) {
      return List.of(alarm);
    }
    List<JsonNode> metrics = new ArrayList<>();
    for (var each : alarm.path("Metrics")) {
      if (each.has("MetricStat")) {
        metrics.add(each.at("/MetricStat/Metric"));
      }
    }
    return metrics;
  }

  private static String nameOf(JsonNode metric) {
    var namespace = metric.path("Namespace");
    return (namespace.toString().equals(NAMESPACE) ? "Keyshelf" : namespace.asText())
        + " "
        + metric.path("MetricName").asText();
  }

  private static JsonNode alarm(String id) {
    return Objects.requireNonNull(ALARMS.get(id), id);
  }

  private static Stream<JsonNode> metrics() {
    return ALARMS.values().stream().flatMap(alarm -> metricsOf(alarm).stream());
  }

  @Test
  void hasAnAlarmForEachKindOfTrouble() {
    assertThat(metrics().map(AlarmsTest::nameOf))
        .contains(
            "Keyshelf FunctionErrors",
            "Keyshelf ThrottledRequests",
            "Keyshelf LongInvocations",
            "Keyshelf Finished",
            "AWS/Lambda Throttles",
            "AWS/Lambda IteratorAge",
            "AWS/ApiGateway 5xx",
            "AWS/ApiGateway IntegrationLatency",
            "AWS/SQS ApproximateNumberOfMessagesVisible",
            "Keyshelf FaultyImports",
            "Keyshelf KeysLow",
            "Keyshelf SealsMissing",
            "Keyshelf EventsMalformed",
            "Keyshelf EventsTakenUp",
            "Keyshelf WebhooksFailing",
            "Keyshelf WebhooksWaiting",
            "AWS/EventBridge/Pipes ExecutionFailed");
  }

  @Test
  void hasAnAlarmForEachQueueOfDeadLetters() {
    assertThat(
            metrics()
                .filter(metric -> nameOf(metric).startsWith("AWS/SQS "))
                .map(metric -> metric.at("/Dimensions/0/Value/!GetAtt").asText()))
        .containsExactlyInAnyOrder("DeadLetters.QueueName", "WakesDeadLetters.QueueName");
  }

  @Test
  void sendsEachAlarmToTheAlarmTopic() {
    assertThat(ALARMS)
        .allSatisfy(
            (id, alarm) ->
                assertThat(WRITTEN.reachedFrom(alarm.path("AlarmActions")))
                    .as(id)
                    .contains("AlarmTopicArn"));
  }

  /** A rule over an alarm that a stack does not have fails its deploy. */
  @Test
  void tellsWhenCustomersNoticeByAlarmsThatEachStackHas() {
    var composite = WRITTEN.properties("CustomersNoticeAlarm");
    var rule = composite.at("/AlarmRule/!Sub");
    var ofACanary = rule.at("/1/OfACanary/!If");

    assertThat(WRITTEN.reachedFrom(composite.path("AlarmActions"))).contains("AlarmTopicArn");
    assertThat(alarmsIn(rule.path(0).asText()))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(conditionOf(id)).as(id).isEmpty());
    assertThat(rule.path(0).asText()).endsWith("${OfACanary}");
    assertThat(ofACanary.path(0).asText()).isEqualTo("HasCanary");
    assertThat(alarmsIn(ofACanary.at("/1/!Sub").asText()))
        .containsExactlyInAnyOrderElementsOf(
            ALARMS.keySet().stream().filter(id -> conditionOf(id).equals("HasCanary")).toList());
    assertThat(ofACanary.path(2).asText("-")).isEmpty();
  }

  private static String conditionOf(String alarm) {
    return WRITTEN.root().path("Resources").path(alarm).path("Condition").asText();
  }

  /** Returns the alarms of a rule, any of which is enough. */
  private static List<String> alarmsIn(String rule) {
    return Stream.of(rule.replace("${OfACanary}", "").split(" OR ", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.replaceFirst("^ALARM\\(\"\\$\\{(\\w+)}\"\\)$", "$1"))
        .peek(id -> assertThat(ALARMS).containsKey(id))
        .toList();
  }

  /** Otherwise the stacks of an account would ring for each other. */
  @Test
  void watchesMetricsOfItsOwnStackOnly() {
    assertThat(ALARMS)
        .isNotEmpty()
        .allSatisfy(
            (id, alarm) ->
                assertThat(metricsOf(alarm))
                    .as(id)
                    .isNotEmpty()
                    .allSatisfy(metric -> assertThat(isOfThisStack(metric)).isTrue()));
  }

  private static boolean isOfThisStack(JsonNode metric) {
    if (metric.path("Namespace").toString().equals(NAMESPACE)) {
      return true;
    }
    var resources = WRITTEN.root().path("Resources");
    return Stream.of(metric.path("Dimensions"))
        .flatMap(dimensions -> RawTemplate.listOf(dimensions).stream())
        .flatMap(dimension -> RawTemplate.namesIn(dimension).stream())
        .anyMatch(resources::has);
  }

  @Test
  void writesEachMetricIntoTheNamespaceOfItsStack() {
    assertThat(
            WRITTEN
                .root()
                .at("/Globals/Function/Environment/Variables/KEYSHELF_METRICS")
                .toString())
        .isEqualTo(NAMESPACE);
    assertThat(WRITTEN.root().path("Resources"))
        .noneMatch(each -> each.at("/Properties/Environment/Variables").has("KEYSHELF_METRICS"));
    assertThat(FILTERS)
        .isNotEmpty()
        .allSatisfy(
            (id, filter) -> {
              assertThat(RawTemplate.namesIn(filter.path("LogGroupName")))
                  .as(id)
                  .isSubsetOf(WRITTEN.ofType("AWS::Logs::LogGroup").keySet())
                  .hasSize(1);
              assertThat(filter.path("MetricTransformations"))
                  .as(id)
                  .allSatisfy(
                      metric ->
                          assertThat(metric.path("MetricNamespace").toString())
                              .isEqualTo(NAMESPACE));
            });
  }

  /** All functions write into one log group, so their filters leave none out. */
  @Test
  void findsTheInvocationsOfAllFunctionsInOneLog() {
    var logging = WRITTEN.root().at("/Globals/Function/LoggingConfig");

    assertThat(logging.at("/LogGroup/!Ref").asText()).isEqualTo("LogGroup");
    assertThat(logging.path("LogFormat").asText()).isEqualTo("JSON");
    for (var filter : List.of("FunctionErrors", "LongInvocations")) {
      assertThat(requireNonNull(FILTERS.get(filter)).at("/LogGroupName/!Ref").asText())
          .as(filter)
          .isEqualTo("LogGroup");
    }
  }

  /** Lines as Lambda's schema of its own events has them, and one of the functions' own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform.report | success | 101.5    | false | false",
        "platform.report | error   | 101.5    | true  | false",
        "platform.report | failure | 3.2      | true  | false",
        "platform.report | timeout | 900000.0 | true  | true",
        "platform.report | success | 720000.5 | false | true",
        "platform.report | success | 720000.0 | false | false",
        "platform.start  | error   | 900000.0 | false | false",
      })
  void countsFailedAndLongInvocations(
      String type, String status, String millis, boolean failed, boolean isLong) {
    var line =
        """
        {"time":"2026-11-30T09:15:00.123Z","type":"%s","record":{"requestId":"a1","status":"%s",
         "metrics":{"durationMs":%s,"billedDurationMs":102,"memorySizeMB":1024,"maxMemoryUsedMB":161}}}
        """
            .formatted(type, status, millis);

    assertThat(matches("FunctionErrors", line)).isEqualTo(failed);
    assertThat(matches("LongInvocations", line)).isEqualTo(isLong);
  }

  @Test
  void countsNothingElseInTheLog() {
    var own =
        "{\"level\":\"WARN\",\"event\":\"import\",\"file\":\"imports/keys/a/b.csv\",\"type\":\"error\"}";
    var startLine = "INIT_START Runtime Version: java:25.v1";

    assertThat(FILTERS.keySet())
        .filteredOn(filter -> matches(filter, own))
        .containsExactly("FaultyImports");
    assertThat(FILTERS.keySet()).noneMatch(filter -> matches(filter, startLine));
  }

  @Test
  void countsRequestsThatLambdaThrottles() {
    var format = WRITTEN.properties("Api").at("/AccessLogSettings/Format").asText();

    assertThat(matches("ThrottledRequests", answered(format, "429"))).isTrue();
    assertThat(matches("ThrottledRequests", answered(format, "200"))).isFalse();
    assertThat(matches("ThrottledRequests", answered(format, "-"))).isFalse();
  }

  /** Returns a line of the access log whose request API Gateway answers with 503. */
  private static String answered(String format, String integrationStatus) {
    return format
        .replace("$context.integrationStatus", integrationStatus)
        .replace("$context.status", "503")
        .replaceAll("\\$context[.\\w]+", "x");
  }

  private static boolean matches(String filter, String line) {
    return FilterPattern.matches(
        Objects.requireNonNull(FILTERS.get(filter)).path("FilterPattern").asText(), line);
  }

  /**
   * The API's access log has its own throttles, and a schedule that is throttled misses its runs.
   * An operator who invokes a function sees it.
   */
  @Test
  void noticesThrottlesOfAllOtherFunctions() {
    var throttles = alarm("FunctionThrottlesAlarm");
    Set<String> watched =
        metricsOf(throttles).stream()
            .map(metric -> metric.at("/Dimensions/0/Value/!Ref").asText())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(watched)
        .isEqualTo(
            Stream.concat(
                    TEMPLATE.functions().stream()
                        .filter(each -> !each.objectsCreated().isEmpty())
                        .map(FunctionDeclaration::logicalId),
                    Stream.of("PublishEvents", "DeliverEvents"))
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(throttles.at("/Metrics/0/Expression").asText()).isEqualTo("SUM(FILL(METRICS(), 0))");
    assertThat(metricsOf(throttles)).hasSizeLessThanOrEqualTo(10);
  }

  /** From the last run to the alarm: an interval and the longest run, and at most twice as long. */
  @Test
  void ringsIfAScheduleHasFinishedNoRun() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !function.schedules().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var alarm = alarm(function.logicalId() + "MissedAlarm");
              int period = alarm.path("Period").asInt();
              var window =
                  Duration.ofSeconds((long) period * alarm.path("EvaluationPeriods").asInt());
              var interval = intervalOf(function);

              assertThat(nameOf(alarm)).isEqualTo("Keyshelf Finished");
              assertThat(alarm.path("Dimensions").toString())
                  .isEqualTo(
                      "[{\"Name\":\"Function\",\"Value\":\"%s\"}]".formatted(function.logicalId()));
              assertThat(window)
                  .as(function.name())
                  .isBetween(
                      interval.plus(function.timeout()),
                      interval.multipliedBy(2).plus(function.timeout()).plus(Duration.parse(SLACK)))
                  .isLessThanOrEqualTo(
                      period < SHORT_PERIOD ? LONGEST_WITH_SHORT_PERIODS : LONGEST);
              assertThat(alarm.path("Statistic").asText()).isEqualTo("Sum");
              assertThat(alarm.path("Threshold").asText()).isEqualTo("1");
              assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
              assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
              assertThat(alarm.path("AlarmDescription").asText())
                  .contains(" %s ".formatted(function.logicalId()), words(window));
            });
  }

  private static Duration intervalOf(FunctionDeclaration function) {
    var schedule = ScheduleExpression.parse(function.schedules().getFirst().expression());
    var first = schedule.nextAfter(Instant.parse("2026-11-30T09:15:00Z")).orElseThrow();
    return Duration.between(first, schedule.nextAfter(first).orElseThrow());
  }

  private static String words(Duration window) {
    return window.toMinutes() < 180
        ? "for %s minutes".formatted(window.toMinutes())
        : "for %s hours".formatted(window.toHours());
  }

  /** The handler's name without its ending is the function that its metric names. */
  @Test
  void eachScheduleReportsItsRunsUnderItsName() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !function.schedules().isEmpty())
        .allSatisfy(
            function -> {
              var handler = Class.forName(function.handler());

              assertThat(handler).isAssignableTo(ScheduleHandler.class);
              assertThat(handler.getSimpleName()).isEqualTo(function.logicalId() + "Handler");
            });
  }

  @Test
  void itsDurationAlarmsRingBeforeTheTimeout() {
    var behindTheApi =
        TEMPLATE.functions().stream().filter(each -> !each.routes().isEmpty()).toList();

    assertThat(thresholdOf("SlowAnswersAlarm"))
        .isLessThan(longestOf(behindTheApi).multipliedBy(9).dividedBy(10));
    assertThat(thresholdOf("SlowFunctionsAlarm"))
        .isLessThan(longestOf(TEMPLATE.functions()).multipliedBy(9).dividedBy(10));
  }

  private static Duration thresholdOf(String id) {
    return Duration.ofMillis(alarm(id).path("Threshold").asLong());
  }

  private static Duration longestOf(Collection<FunctionDeclaration> functions) {
    return functions.stream()
        .map(FunctionDeclaration::timeout)
        .max(Duration::compareTo)
        .orElseThrow();
  }
}
