package dev.keyshelf.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFileTest {
  private final Faults faults = new Faults();

  private Optional<SourceFile> parsed(String name, String text) {
    return SourceFile.parse(name, text.getBytes(StandardCharsets.UTF_8), faults);
  }

  private List<String> told() {
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @Test
  void knowsTheLineOfEachValueOfYaml() {
    var file =
        parsed("x.yaml", "# comment\na: 1\nb:\n  - c: x\n    d: y\n  - {c: z}\n").orElseThrow();

    assertThat(
            List.of("", "/a", "/b", "/b/0", "/b/0/c", "/b/0/d", "/b/1", "/b/1/c").stream()
                .map(file::line))
        .containsExactly(2, 2, 4, 4, 4, 5, 6, 6);
  }

  @Test
  void knowsTheLineOfEachValueOfJson() {
    var file = parsed("x.json", "{\n \"a\": 1,\n \"b\": [\n  {\"c\": 2}\n ]\n}").orElseThrow();

    assertThat(List.of("", "/a", "/b", "/b/0", "/b/0/c").stream().map(file::line))
        .containsExactly(1, 2, 3, 4, 4);
  }

  @Test
  void returnsTheLineAroundAMissingValue() {
    var file = parsed("x.yaml", "a: 1\nb:\n  c: 2\n").orElseThrow();

    assertThat(file.fault("/b/d", "is missing")).hasToString("x.yaml:3: b.d: is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.yaml", "x.yml", "x.json"})
  void readsTheSameFromEachFormat(String name) {
    var file = parsed(name, "{\"a\": [1, 2.5, true, null, \"x\"]}").orElseThrow();

    assertThat(file.root()).hasToString("{\"a\":[1,2.5,true,null,\"x\"]}");
  }

  @Test
  void refusesAMappingThatNamesAFieldTwiceWithItsLine() {
    assertThat(parsed("x.yaml", "a: 1\nb: 2\na: 3\n")).isEmpty();
    assertThat(told()).containsExactly("x.yaml:3: not YAML: Duplicate field 'a'");
  }

  @Test
  void refusesBrokenYamlWithItsLineAndWithoutTheParsersNames() {
    assertThat(parsed("x.yaml", "a: 1\nb: [\n")).isEmpty();
    assertThat(told())
        .containsExactly("x.yaml:3: not YAML: expected the node content, but found '<stream end>'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1,\n}",
        "{\"a\":\n",
        "{\"a\": 1}\n{}",
        "{a: 1}\n",
        "[1,\n 01]",
        "\n nope"
      })
  void refusesBrokenJsonWithItsLineAndWithoutTheParsersNames(String json) {
    assertThat(parsed("x.json", json)).isEmpty();
    assertThat(told()).singleElement().asString().matches("x\\.json:[12]: .+");
    assertThat(told().getFirst())
        .doesNotContain("Exception", "jackson", "Source", "JsonReadFeature", "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: &x [1]\nb: *x\n", "a: {<<: *x}\n", "&x a: 1\n"})
  void refusesAnchorsAndAliases(String yaml) {
    assertThat(parsed("x.yaml", yaml)).isEmpty();
    assertThat(told()).singleElement().asString().contains("x.yaml:1");
  }

  @Test
  void refusesABombAtItsFirstAnchor() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%s: &a%s [%s]\n".formatted(i, i, "*a%s,".formatted(i - 1).repeat(9)));
    }

    assertThat(parsed("x.yaml", bomb.toString())).isEmpty();
    assertThat(told())
        .containsExactly(
            "x.yaml:1: a0: anchors and aliases are not allowed: write the value in full");
  }

  @Test
  void refusesTags() {
    assertThat(parsed("x.yaml", "a: !!java.net.URL [\"http://x\"]\n")).isEmpty();
    assertThat(told())
        .containsExactly("x.yaml:1: a: tags are not allowed: write the value without a tag");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(parsed("x.yaml", "a: 1\n---\nb: 2\n")).isEmpty();
    assertThat(told())
        .containsExactly("x.yaml:3: must hold only one document, and this is the second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n"})
  void refusesAnEmptyFile(String yaml) {
    assertThat(parsed("x.yaml", yaml)).isEmpty();
    assertThat(told()).containsExactly("x.yaml:1: is empty");
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(SourceFile.parse("x.yaml", new byte[] {'a', ':', (byte) 0xff}, faults)).isEmpty();
    assertThat(told()).containsExactly("x.yaml:1: is not text in UTF-8; save it as UTF-8");
  }

  @Test
  void refusesAFileOverTheLimitButNotAtIt() {
    var rest = SourceFile.LARGEST - "{}".length();

    assertThat(parsed("x.json", "{}" + " ".repeat(rest))).isPresent();
    assertThat(parsed("x.json", "{}" + " ".repeat(rest + 1))).isEmpty();
    assertThat(told()).containsExactly("x.json: is larger than 4 MiB");
  }

  @Test
  void refusesMoreThan100000Values() {
    assertThat(parsed("x.json", "[" + "1,".repeat(99_998) + "1]")).isPresent();
    assertThat(parsed("x.json", "[" + "1,".repeat(99_999) + "1]")).isEmpty();
    assertThat(told()).containsExactly("x.json:1: holds more than 100000 values; split it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "1e-1001", "1e999999999", "1e-999999999", "10e2147483648"})
  void refusesANumberThatWouldBeTooLongWrittenOut(String number) {
    for (var name : List.of("x.yaml", "x.json")) {
      assertThat(parsed(name, "{\"a\":\n [%s]}".formatted(number))).isEmpty();
    }
    assertThat(told())
        .containsExactly(
            "x.yaml:2: a[0]: is a number whose exponent is out of range",
            "x.json:2: a[0]: is a number whose exponent is out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e12345678901", "1E-2109938831236", "1e9999999999"})
  void refusesAnExponentThatNoDecimalHas(String number) {
    assertThat(parsed("x.yaml", "a:\n  - " + number)).isEmpty();
    assertThat(parsed("x.json", "{\"a\":\n [%s]}".formatted(number))).isEmpty();
    assertThat(told())
        .containsExactly(
            "x.yaml:2: not YAML: Malformed numeric value '%s'".formatted(number),
            "x.json:2: a[0]: is a number whose exponent is out of range");
  }

  @Test
  void readsAWholeNumberInAnyNotation() {
    var file = parsed("x.json", "[1.8446744073709551621e19, 2.0, 25e-1, 1e1000]").orElseThrow();

    assertThat(file.root())
        .hasToString("[18446744073709551621,2,2.5,1%s]".formatted("0".repeat(1_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.yaml", "x.json"})
  void refusesTooDeepNesting(String name) {
    assertThat(parsed(name, "[".repeat(25) + "]".repeat(25))).isEmpty();
    assertThat(told()).hasSize(1);
  }

  @Test
  void keepsControlCharactersOutOfFaults() {
    assertThat(new ImportFault("x", 1, "a\u001b[2J", "b\nc")).hasToString("x:1: a?[2J: b?c");
  }

  @Test
  void reportsTheFirst200FaultsAndCountsTheOthers() {
    for (int i = 0; i < 250; i++) {
      faults.add(ImportFault.of("x", "fault " + i));
    }

    assertThat(faults.told()).hasSize(200);
    assertThat(faults.more()).isEqualTo(50);
    assertThat(faults.count()).isEqualTo(250);
  }
}
