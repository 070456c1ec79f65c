package dev.keyshelf.local.dashboard;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.embedded.Template.TableDeclaration;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Stream;

/** Makes the dashboard of a template from what the template declares. */
public final class Dashboard {
  private static final String BODY = "      DashboardBody: !Sub\n";
  private static final Pattern WRITTEN =
      Pattern.compile(Pattern.quote(BODY) + "(?: {8}.*\\R|\\R(?= {8}))+");

  private static final String STATISTIC = "stat";
  private static final String SUM = "Sum";
  private static final String MOST = "Maximum";
  private static final String P99 = "p99";
  private static final String CUSTOMERS = "Customers";
  private static final String OTHERS = "Others";

  private final Template template;
  private final Declared declared;

  /** Each variable of the body, with the alarms that a stack has only under a condition. */
  private final Map<String, String> variables = new LinkedHashMap<>();

  private Dashboard(Template template, Declared declared) {
    this.template = template;
    this.declared = declared;
  }

  /**
   * Returns the text of a template with its dashboard made again.
   *
   * @throws UserFault if the template has no dashboard to replace
   */
  public static String renewed(Path templateYaml) {
    var text = read(templateYaml);
    var written = WRITTEN.matcher(text);
    if (!written.find()) {
      throw new UserFault("%s has no DashboardBody to make again".formatted(templateYaml));
    }
    var made = new Dashboard(Template.read(templateYaml), Declared.in(text)).property();
    return written.replaceFirst(Matcher.quoteReplacement(made));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines of the property in the template. */
  private String property() {
    var body = body().indent(12).stripTrailing();
    var values =
        variables.entrySet().stream()
            .map(each -> "          %s: %s\n".formatted(each.getKey(), each.getValue()))
            .collect(joining());
    return BODY + "        - |\n" + body + "\n        -\n" + values;
  }

  private String body() {
    var grid = new Grid();
    grid.row(
        Widget.text(
            "# ${AWS::StackName}: what customers notice. Each alarm has a section in"
                + " docs/runbooks"));
    grid.row(
        alarms("Customers notice", CUSTOMERS, true), alarms("All other alarms", OTHERS, false));
    answers(grid);
    moneyAndKeys(grid);
    eventsAndSchedules(grid);
    capabilities(grid);
    stores(grid);
    return grid.body();
  }

  private Widget alarms(String title, String suffix, boolean areNamed) {
    var all = declared.alarms(areNamed);
    var always = new ArrayList<>(areNamed ? declared.of(Declared.COMPOSITE) : List.of());
    all.stream().filter(id -> !declared.conditions().containsKey(id)).forEach(always::add);
    var further = new StringBuilder();
    all.stream()
        .filter(declared.conditions()::containsKey)
        .collect(groupingBy(id -> declared.conditions().get(id), TreeMap::new, joinedArns()))
        .forEach(
            (condition, arns) -> {
              var name = condition + suffix;
              variables.put(name, "!If [%s, !Sub '%s', \"\"]".formatted(condition, arns));
              further.append("${").append(name).append('}');
            });
    return Widget.alarms(title, always, further.toString());
  }

  private static Collector<String, ?, String> joinedArns() {
    return mapping(id -> ",\"${" + id + ".Arn}\"", joining());
  }

  private void answers(Grid grid) {
    grid.row(
        Widget.graph(
            "Failed requests, % of all",
            SUM,
            List.of(
                Metric.ofApi("Count", "Requests").hidden("requests"),
                Metric.ofApi("5xx", "5xx").hidden("server"),
                Metric.ofApi("4xx", "4xx").hidden("client"),
                Metric.expression("5xx", "IF(requests > 0, 100 * server / requests, 0)"),
                Metric.expression("4xx", "IF(requests > 0, 100 * client / requests, 0)"))),
        Widget.graph(
            "Latency of the API, ms",
            P99,
            List.of(
                Metric.ofApi("Latency", "p50").with(STATISTIC, "p50"),
                Metric.ofApi("Latency", P99),
                Metric.ofApi("IntegrationLatency", "p99 of functions"),
                Metric.ofApi("IntegrationLatency", "longest of functions").with(STATISTIC, MOST))),
        Widget.graph(
            "Requests",
            SUM,
            List.of(
                Metric.ofApi("Count", "all"),
                Metric.ofApi("4xx", "4xx"),
                Metric.ofApi("5xx", "5xx"))),
        Widget.graph("Throttled by Lambda", SUM, throttles()));
  }

  /** The API's access log counts the throttles of the functions behind it. */
  private List<Metric> throttles() {
    return Stream.concat(
            Stream.of(Metric.own("ThrottledRequests")),
            Stream.of(
                    template.functions().stream()
                        .filter(each -> !each.objectsCreated().isEmpty())
                        .map(FunctionDeclaration::logicalId),
                    template.streams().stream().map(StreamMapping::function),
                    template.consumers().stream().map(QueueMapping::function))
                .flatMap(each -> each)
                .distinct()
                .map(function -> Metric.ofFunction("Throttles", function)))
        .toList();
  }

  private void moneyAndKeys(Grid grid) {
    grid.row(Widget.text("## Money and keys"));
    grid.row(
        Widget.graph(
            "Calls that move money, keys and files",
            SUM,
            Stream.of(
                    "PlaceOrder",
                    "CancelOrder",
                    "CancelOrders",
                    "RevealKeys",
                    "CreateLink",
                    "StartDownload")
                .map(function -> Metric.ofFunction("Invocations", function))
                .toList()),
        Widget.graph(
            "Low pools, keys that orders wait for, other KMS keys",
            MOST,
            List.of(
                Metric.own("KeysLow"),
                Metric.own("KeysOutstanding"),
                Metric.own("OtherKeys").with(STATISTIC, SUM))),
        Widget.graph(
            "Dead letters",
            MOST,
            declared.of("AWS::SQS::Queue").stream()
                .filter(queue -> queue.endsWith("DeadLetters"))
                .map(queue -> Metric.ofQueue("ApproximateNumberOfMessagesVisible", queue))
                .toList()),
        Widget.graph(
            "Seals, imports and busy links",
            MOST,
            List.of(
                Metric.own("SealsMissing").with(STATISTIC, SUM),
                Metric.own("ActivityLogFindings").with(STATISTIC, SUM),
                Metric.own("FaultyImports").with(STATISTIC, SUM),
                Metric.own("LinkStartsInAMinute"))));
  }

  private void eventsAndSchedules(Grid grid) {
    grid.row(Widget.text("## Events, schedules and functions as a whole"));
    grid.row(
        Widget.graph(
            "Stream: age of the oldest record, ms",
            MOST,
            template.streams().stream()
                .map(StreamMapping::function)
                .distinct()
                .map(function -> Metric.ofFunction("IteratorAge", function))
                .toList()),
        Widget.graph(
            "Events and webhooks",
            MOST,
            List.of(
                Metric.own("EventsMalformed").with(STATISTIC, SUM),
                Metric.own("EventsTakenUp").with(STATISTIC, SUM),
                Metric.own("WebhooksFailing"),
                Metric.own("WebhooksWaiting"))),
        Widget.graph(
            "Finished runs of schedules",
            SUM,
            template.functions().stream()
                .filter(function -> !function.schedules().isEmpty())
                .map(function -> Metric.finished(function.logicalId()))
                .toList()),
        Widget.graph(
            "Failed invocations, and the longest above 12 minutes",
            SUM,
            List.of(
                Metric.own("FunctionErrors"),
                Metric.own("LongInvocations").with(STATISTIC, MOST).with("yAxis", "right"))));
  }

  private void capabilities(Grid grid) {
    template.functions().stream()
        .collect(groupingBy(Dashboard::capability, TreeMap::new, toIds()))
        .forEach(
            (capability, functions) -> {
              grid.row(Widget.text("## " + capability));
              grid.row(
                  ofFunctions("Calls", SUM, "Invocations", functions),
                  ofFunctions("Failed", SUM, "Errors", functions),
                  ofFunctions("p99 of durations, ms", P99, "Duration", functions));
            });
  }

  private static Collector<FunctionDeclaration, ?, List<String>> toIds() {
    return mapping(FunctionDeclaration::logicalId, toList());
  }

  /** A handler's package is that of its capability, or below it. */
  private static String capability(FunctionDeclaration function) {
    var name = function.handler().split("\\.", -1)[2];
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Widget ofFunctions(
      String title, String statistic, String metric, List<String> functions) {
    return Widget.graph(
        title,
        statistic,
        functions.stream().map(function -> Metric.ofFunction(metric, function)).toList());
  }

  private void stores(Grid grid) {
    for (var table : template.tables()) {
      grid.row(Widget.text("## " + table.logicalId()));
      grid.row(capacity(table), refused(table), latency(table));
    }
    var queues = declared.of("AWS::SQS::Queue");
    grid.row(Widget.text("## Queues"));
    grid.row(
        ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", queues),
        ofQueues("Messages that are handled", "ApproximateNumberOfMessagesNotVisible", queues),
        ofQueues("Age of the oldest message, s", "ApproximateAgeOfOldestMessage", queues));
  }

  private static Widget capacity(TableDeclaration table) {
    var id = table.logicalId();
    return Widget.graph(
        "Units",
        SUM,
        List.of(
            Metric.ofTable("ConsumedReadCapacityUnits", id, "read"),
            Metric.ofTable("ConsumedWriteCapacityUnits", id, "written")));
  }

  private static Widget refused(TableDeclaration table) {
    var id = table.logicalId();
    var metrics = new ArrayList<Metric>();
    for (var name : List.of("ReadThrottleEvents", "WriteThrottleEvents", "TransactionConflict")) {
      metrics.add(Metric.ofTable(name, id, name));
    }
    table
        .indexes()
        .forEach(index -> metrics.add(Metric.ofIndex("WriteThrottleEvents", id, index.name())));
    return Widget.graph("Throttled and conflicting", SUM, metrics);
  }

  private static Widget latency(TableDeclaration table) {
    return Widget.graph(
        "p99 of latencies, ms",
        P99,
        Stream.of("GetItem", "Query", "TransactWriteItems")
            .map(operation -> Metric.ofOperation(operation, table.logicalId()))
            .toList());
  }

  private static Widget ofQueues(String title, String metric, List<String> queues) {
    return Widget.graph(
        title, MOST, queues.stream().map(queue -> Metric.ofQueue(metric, queue)).toList());
  }
}
