package dev.keyshelf.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
  private final Faults faults = new Faults();

  private List<String> told() {
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"x.yaml, 'a: 1'", "x.json, '{\"a\": 1}'"})
  void removesAByteOrderMark(String name, String text) {
    for (var marks : List.of("", "\uFEFF", "\uFEFF\uFEFF")) {
      var bytes = (marks + text).getBytes(StandardCharsets.UTF_8);

      assertThat(SourceFile.parse(name, bytes, faults).orElseThrow().root().path("a").asInt())
          .isEqualTo(1);
    }
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.yaml", "x.json"})
  void saysThatAFileIsInUtf16(String name) {
    for (var charset : List.of("UTF-16", "UTF-16LE", "x-UTF-16LE-BOM")) {
      assertThat(SourceFile.parse(name, "{}".getBytes(Charset.forName(charset)), faults)).isEmpty();
    }
    assertThat(told()).hasSize(3).containsOnly(name + ": is text in UTF-16; save it as UTF-8");
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    for (var text : List.of("\u00FC", "a: 1\nb: \u00FC", "a: 1\n\u00FC")) {
      assertThat(SourceText.read("x.yaml", text.getBytes(StandardCharsets.ISO_8859_1), faults))
          .isEmpty();
    }
    assertThat(faults.told()).extracting(ImportFault::line).containsExactly(1, 2, 2);
  }
}
