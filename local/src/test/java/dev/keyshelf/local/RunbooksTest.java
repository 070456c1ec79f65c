package dev.keyshelf.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares the pages in docs/runbooks with the alarms, the commands and the log's fields. */
@Isolated // It has the commands of the program.
final class RunbooksTest {
  private static final Path ROOT = Settings.defaultTemplate().toAbsolutePath().resolveSibling("");
  private static final Path FOLDER = ROOT.resolve("docs/runbooks");
  private static final RawTemplate WRITTEN = RawTemplate.read(ROOT.resolve("template.yaml"));

  /** Pages of tasks have headings of their own. */
  private static final Set<String> TASKS =
      Set.of(
          "README.md",
          "partners.md",
          "catalogue.md",
          "replacing-keys.md",
          "restore.md",
          "standby.md");

  private static final Pattern SECTION = Pattern.compile("(?m)^## ");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[(\\w+)]\\(([\\w-]+\\.md)#(\\w+)\\) \\| (yes|no|-) \\|$");
  private static final Pattern KEYSHELF = Pattern.compile("\\./keyshelf ([^`#\\n]+)");
  private static final Pattern QUERY =
      Pattern.compile("(?m)^    lines (\\d+) (\\w+) '([^'\\n]+)'$");
  private static final Pattern EVENTS =
      Pattern.compile("event (?:= (\"[\\w-]+\")|in \\[([^\\]]+)])");
  private static final Pattern RESOURCE = Pattern.compile("\\$\\((?:physical|arn) ([A-Za-z]+)\\)");
  private static final Pattern WORD = Pattern.compile("@?[A-Za-z][\\w.]*");

  /** The words of queries that are no fields. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "fields", "filter", "stats", "count", "max", "by", "sort", "desc", "limit", "and", "or",
          "in", "like");

  /** Fields that CloudWatch adds, and those of Lambda's own lines. */
  private static final Set<String> OF_AWS =
      Set.of(
          "@timestamp",
          "@logStream",
          "@message",
          "type",
          "record.status",
          "record.requestId",
          "record.metrics.durationMs",
          "record.metrics.maxMemoryUsedMB");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> pages() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              RunbooksTest::read,
              (a, _) -> a,
              TreeMap::new));
    }
  }

  /** Returns the alarms of both templates, with their properties. */
  private static Map<String, JsonNode> alarms() {
    var all = new TreeMap<String, JsonNode>();
    for (var template : List.of(WRITTEN, RawTemplate.read(ROOT.resolve("edge.yaml")))) {
      all.putAll(template.ofType("AWS::CloudWatch::Alarm"));
      all.putAll(template.ofType("AWS::CloudWatch::CompositeAlarm"));
    }
    return all;
  }

  /** Returns the text of each section, by its heading and the page's name behind it. */
  private static Map<String, String> sections() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    pages()
        .forEach(
            (page, text) -> {
              if (!TASKS.contains(page)) {
                SECTION
                    .splitAsStream(text)
                    .skip(1)
                    .map(section -> section.split("\\R", 2))
                    .forEach(part -> assertThat(found.put(part[0] + " " + page, part[1])).isNull());
              }
            });
    return found;
  }

  @Test
  void haveASectionForEachAlarmAndNoOther() throws IOException {
    assertThat(sections().keySet().stream().map(each -> each.split(" ", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(alarms().keySet());
  }

  @Test
  void sayOfEachAlarmWhatItMeansHowToLookAndWhatToDo() throws IOException {
    assertThat(sections())
        .allSatisfy(
            (alarm, text) ->
                assertThat(text)
                    .as(alarm)
                    .containsSubsequence("\n**It means** that ", "\n**Look.** ", "\n**Do.** "));
  }

  @Test
  void areNamedByTheDescriptionOfEachAlarm() throws IOException {
    for (var section : sections().keySet()) {
      var name = section.split(" ", 2);
      assertThat(requireNonNull(alarms().get(name[0])).path("AlarmDescription").asText())
          .endsWith(
              " See docs/runbooks/%s#%s.".formatted(name[1], name[0].toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void listTheAlarmsThatCustomersNotice() throws IOException {
    var rows = new TreeMap<String, String>();
    var sections = sections().keySet();
    ROW.matcher(requireNonNull(pages().get("README.md")))
        .results()
        .forEach(
            row -> {
              assertThat(sections).contains(row.group(1) + " " + row.group(2));
              assertThat(row.group(3)).isEqualToIgnoringCase(row.group(1));
              rows.put(row.group(1), row.group(4));
            });
    var rule = WRITTEN.properties("CustomersNoticeAlarm").path("AlarmRule");

    assertThat(rows.keySet()).isEqualTo(alarms().keySet());
    assertThat(rows.keySet().stream().filter(id -> "yes".equals(rows.get(id))))
        .containsExactlyInAnyOrderElementsOf(
            RawTemplate.namesIn(rule).stream().filter(alarms()::containsKey).toList());
  }

  @Test
  void nameCommandsThatExist() throws IOException {
    var commands =
        pages().values().stream()
            .flatMap(page -> KEYSHELF.matcher(page).results())
            .map(hit -> hit.group(1).strip())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(commands)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            command ->
                assertThatCode(
                        () ->
                            Keyshelf.commandLine().parseArgs(command.replace("\"", "").split(" ")))
                    .as(command)
                    .doesNotThrowAnyException());
    assertThat(commands.stream().filter(command -> command.startsWith("fire ")))
        .allSatisfy(
            command ->
                assertThat(
                        Template.read(ROOT.resolve("template.yaml")).functions().stream()
                            .filter(each -> !each.schedules().isEmpty())
                            .map(Template.FunctionDeclaration::name))
                    .contains(command.split(" ")[1]));
  }

  @Test
  void nameResourcesThatExist() throws IOException {
    var page = String.join("\n", pages().values()).replace("\"", "");
    var names =
        Stream.concat(
                RESOURCE.matcher(page).results().map(hit -> hit.group(1)),
                QUERY
                    .matcher(String.join("\n", pages().values()))
                    .results()
                    .map(hit -> hit.group(2)))
            .collect(Collectors.toSet());

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(names).allMatch(WRITTEN.root().path("Resources")::has);
  }

  /** What a restore of DynamoDB keeps, and what the page sets again. */
  @Test
  void setAgainWhatATableLosesWhenItIsRestored() throws IOException {
    var page = requireNonNull(pages().get("restore.md"));
    var table = WRITTEN.properties("Table");
    var names = new TreeSet<String>();
    table.fieldNames().forEachRemaining(names::add);

    names.removeAll(
        Set.of(
            "AttributeDefinitions",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "KeySchema",
            "SSESpecification"));
    assertThat(names)
        .containsExactly(
            "DeletionProtectionEnabled",
            "PointInTimeRecoverySpecification",
            "ResourcePolicy",
            "StreamSpecification",
            "TimeToLiveSpecification");
    assertThat(page)
        .contains(
            "Enabled=true,AttributeName="
                + table.at("/TimeToLiveSpecification/AttributeName").asText(),
            "PointInTimeRecoveryEnabled=true",
            "StreamViewType=" + table.at("/StreamSpecification/StreamViewType").asText(),
            "TemplateBody.Resources.Table.Properties.ResourcePolicy.PolicyDocument",
            "`TableDeletionProtection`, then with `true`");
    assertThat(table.at("/ResourcePolicy/PolicyDocument").isObject()).isTrue();
  }

  /** A query for a field that no line has finds nothing, and says nothing. */
  @Test
  void queryFieldsThatTheLogHas() throws IOException {
    var sources = sources();
    var access = WRITTEN.properties("Api").at("/AccessLogSettings/Format").asText();
    var queries = pages().values().stream().flatMap(page -> QUERY.matcher(page).results()).toList();

    assertThat(queries).hasSizeGreaterThan(30);
    for (var query : queries) {
      boolean ofApi = query.group(2).equals("AccessLogGroup");
      assertThat(fieldsOf(query.group(3)))
          .as(query.group(3))
          .isNotEmpty()
          .allMatch(
              field ->
                  ofApi
                      ? access.contains("\"" + field + "\":")
                      : OF_AWS.contains(field) || sources.contains(quoted(field)));
      EVENTS
          .matcher(query.group(3))
          .results()
          .flatMap(hit -> Stream.of((hit.group(1) + "," + hit.group(2)).split(",\\s*")))
          .filter(event -> !event.equals("null"))
          .forEach(event -> assertThat(sources).as(event).contains(event));
    }
  }

  private static String quoted(String field) {
    return "\"" + field.split("\\.", 2)[0] + "\"";
  }

  private static Set<String> fieldsOf(String query) {
    return WORD.matcher(query.replaceAll("\"[^\"]*\"|/[^/]*/", ""))
        .results()
        .map(hit -> hit.group().replaceAll("\\.$", ""))
        .filter(word -> !LANGUAGE.contains(word))
        .collect(Collectors.toSet());
  }

  /** Returns the code of the functions and of what they share, in which each field is a text. */
  private static String sources() throws IOException {
    var all = new StringBuilder();
    for (var folder : List.of("shared", "functions")) {
      try (var files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> file.toString().contains("/src/main/"))
            .forEach(file -> all.append(read(file)));
      }
    }
    return all.toString();
  }
}
