package dev.keyshelf.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSchemaTest {
  private static final FileSchema SCHEMA = FileSchema.named("thing");

  private final Faults faults = new Faults();

  private boolean admits(String yaml) {
    var bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return SCHEMA.admits(SourceFile.parse("x.yaml", bytes, faults).orElseThrow(), faults);
  }

  private List<String> told() {
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @Test
  void admitsAValidFile() {
    assertThat(admits("id: a\nkind: BIG\nparts:\n  - {count: 1, is/odd: true}\n")).isTrue();
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: A                    | x.yaml:1: id: must be of a-z
          id: 7                    | x.yaml:1: id: must be text; put a number in quotes
          id: null                 | x.yaml:1: id: must be text; put a number in quotes
          {id: a, kind: HUGE}      | x.yaml:1: kind: must be one of BIG, SMALL
          {id: a, colour: red}     | x.yaml:1: colour: is not a known field
          """)
  void saysInPlainWordsWhatAFieldMustBe(String yaml, String fault) {
    var whole =
        yaml.startsWith("{")
            ? yaml.replace("}", ", parts: [{count: 1}]}")
            : yaml + "\nparts: [{count: 1}]";

    assertThat(admits(whole)).isFalse();
    assertThat(told()).containsExactly(fault);
  }

  @Test
  void namesTheLineAndPathOfEachFaultInTheOrderOfTheFile() {
    admits("id: a\nparts:\n  - count: 0\n  - count: 10\n    size: 1\n  - {}\n  - count: 1.5\n");

    assertThat(told())
        .containsExactly(
            "x.yaml:3: parts[0].count: must be at least 1",
            "x.yaml:4: parts[1].count: must be at most 9",
            "x.yaml:5: parts[1].size: is not a known field",
            "x.yaml:6: parts[2].count: is missing",
            "x.yaml:7: parts[3].count: must be a whole number");
  }

  @Test
  void reportsOnlyTheTypeOfAValueOfAnotherType() {
    admits("id: [A]\nparts: {}\n");

    assertThat(told())
        .containsExactly(
            "x.yaml:1: id: must be text; put a number in quotes",
            "x.yaml:2: parts: must be a list");
  }

  @Test
  void namesAFieldWithASlashAsItIsWritten() {
    admits("id: a\nparts:\n  - count: 1\n    is/odd: maybe\n");

    assertThat(told()).containsExactly("x.yaml:4: parts[0].is/odd: must be true or false");
  }

  @Test
  void refusesAFileThatHoldsNoMapping() {
    admits("- a\n");

    assertThat(told()).containsExactly("x.yaml:1: must be a mapping");
  }

  @Test
  void refusesTextWithALineTooMany() {
    admits("id: |\n  a\nparts: [{count: 1}]\n");

    assertThat(told()).containsExactly("x.yaml:1: id: must be of a-z");
  }

  @Test
  void comparesTheWholeNumberWithItsBounds() {
    // The last 64 bits of the first two are 5, which is within the bounds.
    admits("id: a\nparts: [{count: 1.8446744073709551621e19}, {count: 18446744073709551621}]\n");
    admits("id: a\nparts: [{count: -1e1000}, {count: 9.0}, {count: 9.5}]\n");

    assertThat(told())
        .containsExactly(
            "x.yaml:2: parts[0].count: must be at most 9",
            "x.yaml:2: parts[1].count: must be at most 9",
            "x.yaml:2: parts[0].count: must be at least 1",
            "x.yaml:2: parts[2].count: must be a whole number");
  }
}
