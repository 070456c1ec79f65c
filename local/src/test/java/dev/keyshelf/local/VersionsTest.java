package dev.keyshelf.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks which functions of template.yaml have versions, and how versions are published and kept.
 */
final class VersionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());

  /** What SAM adds to a function's name for its alias {@code live}. */
  private static final String ALIAS = "Aliaslive";

  /** The most snapshots that Lambda is asked for at the same time. */
  private static final int AT_ONCE = 10;

  /** The capabilities whose calls move to a new version step by step, with a canary. */
  private static final Set<String> STEP_BY_STEP =
      Set.of("orders", "keys", "downloads", "cancellations");

  /** The most metrics of an alarm. */
  private static final int METRICS = 10;

  /** The most characters of a function's name, and of the constant event of a schedule. */
  private static final int LONGEST_NAME = 64;

  private static final int LONGEST_INPUT = 8192;

  private static List<FunctionDeclaration> behindTheApi() {
    return TEMPLATE.functions().stream().filter(each -> !each.routes().isEmpty()).toList();
  }

  private static Set<String> namesOf(Collection<FunctionDeclaration> functions) {
    return functions.stream()
        .map(FunctionDeclaration::logicalId)
        .collect(toCollection(TreeSet::new));
  }

  private static String capabilityOf(FunctionDeclaration function) {
    return function.codeUri().split("/")[1];
  }

  /** Returns a capability as it begins the names of its alarms. */
  private static String named(String capability) {
    return capability.substring(0, 1).toUpperCase(Locale.ROOT) + capability.substring(1);
  }

  private static Map<String, Set<String>> stepByStep() {
    return behindTheApi().stream()
        .filter(each -> STEP_BY_STEP.contains(capabilityOf(each)))
        .collect(
            groupingBy(
                VersionsTest::capabilityOf,
                TreeMap::new,
                mapping(FunctionDeclaration::logicalId, toCollection(TreeSet::new))));
  }

  /**
   * Nobody waits for the others to start, so they need no snapshot, which would become inactive.
   */
  @Test
  void onlyFunctionsBehindTheApiHaveVersionsAndSnapshots() {
    assertThat(WRITTEN.root().at("/Globals/Function").properties())
        .extracting(Map.Entry::getKey)
        .doesNotContain("AutoPublishAlias", "SnapStart", "DeploymentPreference");
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              var properties = WRITTEN.properties(function.logicalId());
              var isBehindTheApi = !function.routes().isEmpty();
              assertThat(properties.path("AutoPublishAlias").asText())
                  .as(function.name())
                  .isEqualTo(isBehindTheApi ? "live" : "");
              assertThat(properties.at("/SnapStart/ApplyOn").asText())
                  .as(function.name())
                  .isEqualTo(isBehindTheApi ? "PublishedVersions" : "");
            });
  }

  private static String waitsFor(String function) {
    return WRITTEN.root().at("/Resources/" + function + "/DependsOn").asText();
  }

  /**
   * Each function waits for the alias of at most one other, and no two for the same. So the
   * functions are chains, and each chain publishes one version at a time. A new function waits for
   * the last of a chain.
   */
  @Test
  void publishesAtMostTenSnapshotsAtOnce() {
    var functions = namesOf(behindTheApi());
    var first = new TreeSet<String>();
    var followed = new HashMap<String, String>();
    for (var function : functions) {
      var before = waitsFor(function);
      if (before.isEmpty()) {
        first.add(function);
      } else {
        assertThat(before).as(function).endsWith(ALIAS);
        assertThat(followed.put(before.substring(0, before.length() - ALIAS.length()), function))
            .as("%s is waited for only once", before)
            .isNull();
      }
    }
    assertThat(functions).containsAll(followed.keySet());
    var reached = new TreeSet<String>();
    for (var start : first) {
      for (var each = start; each != null; each = followed.get(each)) {
        reached.add(each);
      }
    }

    assertThat(first).hasSizeLessThanOrEqualTo(AT_ONCE);
    assertThat(reached).as("no function waits for itself").isEqualTo(functions);
  }

  /** Each step of a chain waits until the calls of the one before have moved, so these are last. */
  @Test
  void publishesWhatMovesStepByStepLast() {
    var slow = stepByStep().values().stream().flatMap(Set::stream).collect(toSet());

    assertThat(namesOf(behindTheApi()))
        .filteredOn(function -> !slow.contains(function))
        .isNotEmpty()
        .allSatisfy(
            function -> assertThat(slow).doesNotContain(waitsFor(function).replace(ALIAS, "")));
  }

  @Test
  void aNewVersionOfOrdersKeysDownloadsAndCancellationsIsCheckedAndWatched() {
    var capabilities = stepByStep();
    assertThat(capabilities.keySet()).isEqualTo(STEP_BY_STEP);
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              var preference =
                  WRITTEN.properties(function.logicalId()).path("DeploymentPreference");
              var capability = capabilityOf(function);
              if (!capabilities.getOrDefault(capability, Set.of()).contains(function.logicalId())) {
                assertThat(preference.isMissingNode()).as(function.name()).isTrue();
                return;
              }
              var named = named(capability);
              assertThat(preference)
                  .as(function.name())
                  .isEqualTo(
                      JSON.readTree(
                          """
                          {"Type": {"!Ref": "Canary"},
                           "Hooks": {"PreTraffic": {"!Ref": "CheckVersion"}},
                           "Alarms": {"!If": ["HasCanary",
                             [{"!Ref": "%sCrashesAlarm"}, {"!Ref": "%sFailuresAlarm"}],
                             [{"!Ref": "AWS::NoValue"}]]}}
                          """
                              .formatted(named, named)));
            });
    assertThat(WRITTEN.root().at("/Parameters/Canary/Default").asText()).isEqualTo("AllAtOnce");
  }

  /** The managed policy of CodeDeploy's role lets it invoke no functions with other names. */
  @Test
  void codeDeployMayInvokeTheFunctionThatChecksVersions() {
    assertThat(WRITTEN.properties("CheckVersion").at("/FunctionName/!Sub").asText())
        .isEqualTo("CodeDeployHook_${AWS::StackName}");
  }

  @Test
  void onlyTheTwoFunctionsThatProbeVersionsMayInvokeOthers() {
    var anywhere = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:";
    Map<String, List<String>> allowed = new HashMap<>();
    for (var function : namesOf(TEMPLATE.functions())) {
      for (var statement : WRITTEN.statements(function)) {
        if (statement.path("Action").toString().contains("lambda:")) {
          assertThat(statement.path("Action").asText()).isEqualTo("lambda:InvokeFunction");
          allowed.put(
              function,
              RawTemplate.listOf(statement.path("Resource")).stream()
                  .map(resource -> resource.path("!Sub").asText().replace(anywhere, ""))
                  .toList());
        }
      }
    }

    assertThat(allowed.keySet()).containsExactlyInAnyOrder("CheckVersion", "KeepAwake");
    assertThat(allowed.get("CheckVersion"))
        .containsExactlyInAnyOrderElementsOf(
            stepByStep().values().stream()
                .flatMap(Set::stream)
                .map(function -> "${AWS::StackName}-" + function + "-*:*")
                .toList());
    // Only functions behind the API have the alias.
    assertThat(allowed.get("KeepAwake")).containsExactly("${AWS::StackName}-*:live");
  }

  @Test
  void watchesTheNewestVersionOfEachFunctionThatMovesStepByStep() {
    for (var capability : stepByStep().entrySet()) {
      var functions = capability.getValue();
      var named = named(capability.getKey());
      assertThat(functions).hasSizeLessThanOrEqualTo(METRICS);
      assertThat(watched(named + "CrashesAlarm"))
          .containsExactlyInAnyOrderElementsOf(
              functions.stream()
                  .map(
                      function ->
                          metric(
                              "AWS/Lambda",
                              "Errors",
                              Map.of(
                                  "FunctionName", "{\"!Ref\":\"" + function + "\"}",
                                  "Resource", "{\"!Sub\":\"${" + function + "}:live\"}",
                                  "ExecutedVersion", version(function))))
                  .toList());
      assertThat(watched(named + "FailuresAlarm"))
          .containsExactlyInAnyOrderElementsOf(
              functions.stream()
                  .map(
                      function ->
                          metric(
                              "Keyshelf/${AWS::StackName}",
                              "UnexpectedFailures",
                              Map.of(
                                  "FunctionName",
                                  "{\"!Ref\":\"" + function + "\"}",
                                  "FunctionVersion",
                                  version(function))))
                  .toList());
    }
  }

  private static String version(String function) {
    return "{\"!GetAtt\":\"" + function + ".Version.Version\"}";
  }

  private static String metric(String namespace, String name, Map<String, String> dimensions) {
    return namespace + " " + name + " " + new TreeMap<>(dimensions);
  }

  /** Returns the metrics whose sum an alarm compares with zero. */
  private static List<String> watched(String alarm) {
    var properties = WRITTEN.properties(alarm);
    assertThat(properties.path("Threshold").asText()).as(alarm).isEqualTo("0");
    assertThat(properties.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
    assertThat(properties.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(properties.at("/Metrics/0/Expression").asText()).isEqualTo("SUM(METRICS())");
    return RawTemplate.listOf(properties.path("Metrics")).stream()
        .skip(1)
        .filter(metric -> metric.path("ReturnData").asText().equals("false"))
        .map(metric -> metric.at("/MetricStat/Metric"))
        .map(
            metric -> {
              Map<String, String> dimensions = new HashMap<>();
              metric
                  .path("Dimensions")
                  .forEach(
                      each ->
                          dimensions.put(
                              each.path("Name").asText(), each.path("Value").toString()));
              return metric(
                  metric.at("/Namespace/!Sub").asText(metric.path("Namespace").asText()),
                  metric.path("MetricName").asText(),
                  dimensions);
            })
        .toList();
  }

  @Test
  void keepsEachFunctionBehindTheApiAwake() throws IOException {
    var schedule = WRITTEN.properties("KeepAwake").at("/Events/Schedule/Properties");
    var input = schedule.at("/Input/!Sub").asText();
    var names = RawTemplate.namesIn(schedule.path("Input"));

    assertThat(names).isEqualTo(namesOf(behindTheApi()));
    assertThat(JSON.readTree(input).at("/detail/functions")).hasSize(names.size());
    assertThat(input.replaceAll("\\$\\{\\w+}", "f".repeat(LONGEST_NAME)))
        .hasSizeLessThanOrEqualTo(LONGEST_INPUT);
    // A version is inactive after 14 days without a call.
    assertThat(schedule.path("Schedule").asText()).isEqualTo("rate(1 day)");
  }

  /** Counts by the rules of the SAM translator. CloudFormation refuses a template with more. */
  @Test
  void expandsToAtMost500Resources() {
    var count = new LinkedHashMap<String, Integer>();
    WRITTEN
        .root()
        .path("Resources")
        .properties()
        .forEach(each -> count.put(each.getKey(), resourcesOf(each.getValue())));
    // CodeDeploy's application and its role.
    count.put("ServerlessDeploymentApplication", 2);

    assertThat(count.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(500);
  }

  private static int resourcesOf(JsonNode resource) {
    var properties = resource.path("Properties");
    return switch (resource.path("Type").asText()) {
      case "AWS::Serverless::HttpApi" -> 2; // with its stage
      case "AWS::Serverless::Function" -> {
        int itsOwn = 2; // with its role
        int versions = properties.has("AutoPublishAlias") ? 2 : 0;
        int groups = properties.has("DeploymentPreference") ? 1 : 0;
        int events = 0;
        for (var event : properties.path("Events")) {
          // Each has a permission. Schedules and rules are resources, too.
          events += Set.of("HttpApi", "S3").contains(event.path("Type").asText()) ? 1 : 2;
        }
        yield itsOwn + versions + groups + events;
      }
      default -> 1;
    };
  }

  /** Aliases wait for checks and alarms, and functions for aliases, so a cycle is easily made. */
  @Test
  void hasNoCircularDependency() {
    Map<String, Set<String>> needs = new HashMap<>();
    WRITTEN.root().path("Resources").properties().forEach(each -> addNeeds(each, needs));

    var left = new HashMap<>(needs);
    Set<String> free;
    do {
      free = new LinkedHashSet<>(left.keySet());
      free.removeIf(
          each -> needs.getOrDefault(each, Set.of()).stream().anyMatch(left::containsKey));
      left.keySet().removeAll(free);
    } while (!free.isEmpty());

    assertThat(left).isEmpty();
  }

  /** Adds what a resource needs before it, and the resources that SAM makes of a function. */
  private static void addNeeds(Map.Entry<String, JsonNode> resource, Map<String, Set<String>> all) {
    var id = resource.getKey();
    ObjectNode written = resource.getValue().deepCopy();
    if (!written.path("Type").asText().equals("AWS::Serverless::Function")) {
      all.put(id, needsOf(written));
      return;
    }
    var properties = (ObjectNode) written.path("Properties");
    var events = properties.remove("Events");
    var preference = properties.remove("DeploymentPreference");
    var policies = properties.remove("Policies");
    all.put(id + "Role", needsOf(JSON.createObjectNode().set("Policies", policies)));
    var needed = needsOf(written);
    needed.addAll(needsOf(WRITTEN.root().at("/Globals/Function")));
    needed.add(id + "Role");
    all.put(id, needed);
    var alias = needsOf(JSON.createObjectNode().set("DeploymentPreference", preference));
    alias.add(id);
    all.put(id + ALIAS, alias);
    var rules = needsOf(JSON.createObjectNode().set("Events", events));
    rules.add(id + ALIAS);
    all.put(id + "Events", rules);
  }

  private static Set<String> needsOf(JsonNode part) {
    return new HashSet<>(RawTemplate.namesIn(part));
  }
}
