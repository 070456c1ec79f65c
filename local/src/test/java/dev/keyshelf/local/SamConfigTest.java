package dev.keyshelf.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the environments of samconfig.toml with the parameters of template.yaml. */
final class SamConfigTest {
  private static final Path TEMPLATE = Settings.defaultTemplate();
  private static final JsonNode PARAMETERS = RawTemplate.read(TEMPLATE).root().path("Parameters");

  /**
   * A longer name of a stack would be cut in the names of its functions, by which the functions
   * that invoke them may do so.
   */
  private static final int LONGEST_STACK_NAME = 24;

  private static final Pattern TABLE = Pattern.compile("\\[([a-z]+)\\.deploy\\.parameters]");
  private static final Pattern SETTING = Pattern.compile("([a-z_0-9]+) = (.*)");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Map<String, Environment> ENVIRONMENTS = environments(lines());

  /** The settings of one environment. A setting that is no list has one value. */
  private record Environment(Map<String, List<String>> settings) {
    String one(String name) {
      return settings.getOrDefault(name, List.of("")).getFirst();
    }

    /** Returns the values of the template's parameters. */
    Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (var each : settings.getOrDefault("parameter_overrides", List.of())) {
        var equals = each.indexOf('=');
        assertThat(parameters.put(each.substring(0, equals), each.substring(equals + 1)))
            .as("%s is set once", each)
            .isNull();
      }
      return parameters;
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(TEMPLATE.resolveSibling("samconfig.toml"));
    } catch (IOException e) {
      throw new AssertionError("samconfig.toml cannot be read", e);
    }
  }

  /**
   * Reads the part of TOML that the file uses: tables, texts, flags, numbers and lists of texts.
   */
  private static Map<String, Environment> environments(List<String> lines) {
    Map<String, Environment> found = new LinkedHashMap<>();
    Map<String, List<String>> settings = new LinkedHashMap<>();
    List<String> list = null;
    for (var written : lines) {
      var line = written.strip();
      var table = TABLE.matcher(line);
      var setting = SETTING.matcher(line);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (list != null) {
        list.addAll(texts(line));
        list = line.equals("]") ? null : list;
      } else if (table.matches()) {
        settings = new LinkedHashMap<>();
        assertThat(found.put(table.group(1), new Environment(settings))).isNull();
      } else if (setting.matches()) {
        var value = setting.group(2);
        var texts = texts(value);
        settings.put(setting.group(1), texts.isEmpty() ? new ArrayList<>(List.of(value)) : texts);
        if (value.equals("[")) {
          list = new ArrayList<>();
          settings.put(setting.group(1), list);
        }
      } else {
        throw new IllegalArgumentException("unexpected in samconfig.toml: " + line);
      }
    }
    return found;
  }

  private static List<String> texts(String line) {
    return new ArrayList<>(TEXT.matcher(line).results().map(hit -> hit.group(1)).toList());
  }

  private static Environment environment(String name) {
    return requireNonNull(ENVIRONMENTS.get(name), name);
  }

  @Test
  void hasThreeEnvironmentsAndNoneByDefault() {
    assertThat(ENVIRONMENTS.keySet()).containsExactly("dev", "stage", "prod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "stage", "prod"})
  void setsOnlyParametersOfTheTemplateToValuesThatItAllows(String name) {
    var parameters = environment(name).parameters();

    assertThat(parameters)
        .isNotEmpty()
        .allSatisfy(
            (parameter, value) -> assertThat(fault(parameter, value)).as(parameter).isEmpty());
    // CloudFormation refuses a first deploy without them.
    PARAMETERS
        .properties()
        .forEach(
            each -> {
              if (!each.getValue().has("Default")) {
                assertThat(parameters).containsKey(each.getKey());
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Stage, 1, no such parameter",
    "Canary, Canary50Percent, not allowed",
    "BucketPrefix, Keyshelf, does not match",
    "SealRetentionDays, 0, out of range",
    "DownloadUrlSeconds, 3601, out of range",
    "LogRetentionDays, a, not a number"
  })
  void wouldFindAValueThatTheTemplateRefuses(String parameter, String value, String fault) {
    assertThat(fault(parameter, value)).isEqualTo(fault);
  }

  /** Returns why CloudFormation would refuse a value; empty if it would not. */
  private static String fault(String parameter, String value) {
    var declared = PARAMETERS.path(parameter);
    if (declared.isMissingNode()) {
      return "no such parameter";
    }
    var allowed = RawTemplate.listOf(declared.path("AllowedValues"));
    if (!allowed.isEmpty() && allowed.stream().noneMatch(each -> each.asText().equals(value))) {
      return "not allowed";
    }
    if (!value.matches(declared.path("AllowedPattern").asText(".*"))) {
      return "does not match";
    }
    if (value.length() > declared.path("MaxLength").asInt(Integer.MAX_VALUE)) {
      return "too long";
    }
    if (!declared.path("Type").asText().equals("Number")) {
      return "";
    }
    if (!value.matches("[0-9]{1,9}")) {
      return "not a number";
    }
    int number = Integer.parseInt(value);
    return number < declared.path("MinValue").asInt(Integer.MIN_VALUE)
            || number > declared.path("MaxValue").asInt(Integer.MAX_VALUE)
        ? "out of range"
        : "";
  }

  @Test
  void keepsEnvironmentsOfOneAccountApart() {
    for (var setting : List.of("stack_name", "s3_prefix", "tags")) {
      assertThat(ENVIRONMENTS.values())
          .extracting(each -> each.settings().get(setting))
          .as(setting)
          .doesNotContainNull()
          .doesNotHaveDuplicates();
    }
    assertThat(ENVIRONMENTS.values())
        .extracting(each -> each.parameters().get("BucketPrefix"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(ENVIRONMENTS.values())
        .allSatisfy(
            each ->
                assertThat(each.one("stack_name"))
                    .matches("[a-z][a-z0-9-]+")
                    .hasSizeLessThanOrEqualTo(LONGEST_STACK_NAME));
  }

  @Test
  void deploysWhatWasBuiltAndAsksForNoMoreThanItNeeds() {
    assertThat(ENVIRONMENTS.values())
        .allSatisfy(
            each -> {
              assertThat(each.one("template_file")).isEqualTo("template.yaml");
              assertThat(each.one("resolve_s3")).isEqualTo("true");
              // No role or policy has a name of its own, which would need CAPABILITY_NAMED_IAM.
              assertThat(each.one("capabilities")).isEqualTo("CAPABILITY_IAM");
            });
    assertThat(RawTemplate.read(TEMPLATE).ofType("AWS::IAM::Role").values())
        .noneMatch(role -> role.has("RoleName"));
  }

  @Test
  void movesCallsOfProductionStepByStepAndAsksBefore() {
    assertThat(environment("prod").one("confirm_changeset")).isEqualTo("true");
    assertThat(environment("dev").parameters()).containsEntry("Canary", "AllAtOnce");
    assertThat(environment("stage").parameters().get("Canary"))
        .isNotEqualTo("AllAtOnce")
        .isEqualTo(environment("prod").parameters().get("Canary"));
    assertThat(environment("prod").parameters()).containsEntry("SealRetentionDays", "2557");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environments(List.of("[dev.deploy]")))
        .withMessageContaining("[dev.deploy]");
  }
}
