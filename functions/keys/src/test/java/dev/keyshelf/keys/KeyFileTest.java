package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String ONE = "XXXXX-00001-AAAAA";
  private static final String TWO = "XXXXX-00002-AAAAA";

  private final Faults faults = new Faults();

  private List<BatchLine> read(byte[] bytes) {
    return KeyFile.read("keys.csv", bytes, faults).orElse(List.of());
  }

  private List<String> keys(String csv) {
    var lines = read(csv.getBytes(StandardCharsets.UTF_8));
    assertThat(told()).isEmpty();
    return lines.stream().map(BatchLine::key).toList();
  }

  private List<String> refused(String csv) {
    return refused(csv.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> refused(byte[] bytes) {
    assertThat(read(bytes)).isEmpty();
    return told();
  }

  private List<String> told() {
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key\n%s\n%s\n",
        "key\r\n%s\r\n%s",
        "key\r%s\r%s\r",
        "\uFEFFkey\n%s\n%s\n",
        "\"key\"\n\"%s\"\n\"%s\"\n",
        "Key\n%s\n%s\n",
        " KEY \n  %s\t\n\u00A0%s\u200B\n",
        "key;\n%s;\n%s;;\n",
        "key;note\n%s;first, of two\n%s\n",
        "note,key\n\"a, b\",%s\n,%s\n",
        "No\tKey\tNote\n1\t%s\t\n2\t%s\tx;y,z\n",
        "sep=;\nkey;note\n%s;a\n%s;b\n",
        "SEP=\t\nkey\tnote\n%s\ta\n%s\tb\n",
        "\n\n \"Key\" , note \n\n \"%s\" , \"two\nlines\"\n , \n%s,\"a \"\"b\"\"\"\n\n",
      })
  void acceptsFilesThatCanBeReadInOnlyOneWay(String csv) {
    assertThat(keys(csv.formatted(ONE, TWO))).containsExactly(ONE, TWO);
  }

  @Test
  void namesTheLineOnWhichEachKeyBegins() {
    var lines =
        read(
            "\n\"key\",note\r\n\r\n%s,\"a\r\nb\"\r\n%s\r\n"
                .formatted(ONE, TWO)
                .getBytes(StandardCharsets.UTF_8));

    assertThat(lines).containsExactly(new BatchLine(4, ONE), new BatchLine(6, TWO));
  }

  @Test
  void acceptsAKeyWithLineEndsQuotationMarksAndSeparators() {
    assertThat(keys("key\n\"<a b=\"\"1\"\">\n,;</a>\"\n<c d=\"2\">,;</c>\n"))
        .containsExactly("<a b=\"1\">\n,;</a>", "<c d=\"2\">,;</c>");
  }

  @Test
  void saysWhatItFoundInsteadOfTheColumn() {
    assertThat(refused("No;Product key;\"Datum\"\n1;%s;2\n".formatted(ONE)))
        .containsExactly(
            "keys.csv:1: must be a header with a column named key; found 2 characters, 'Product"
                + " key', 5 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XXXXX-00001-AAAAA\n",
        "ABCDE-FGHIJ-KLMNO\n",
        "\"ABCDEFGHIJKLMNOPQRSTUVWXY\"\n",
        "1,a4ad3a3e-7a3f-4f7e-9dc1-000000000000\n"
      })
  void showsNoKeyThatIsInPlaceOfTheHeader(String csv) {
    assertThat(refused(csv))
        .singleElement()
        .asString()
        .contains("characters")
        .doesNotContain("-", "ABC");
  }

  @Test
  void refusesAHeaderThatNamesTheColumnTwice() {
    assertThat(refused("key,Key\n"))
        .containsExactly("keys.csv:1: has more than one column named key");
  }

  @Test
  void refusesAHeaderThatTwoSeparatorsFit() {
    assertThat(refused("key,a;key\n"))
        .containsExactly("keys.csv:1: can be read with more than one separator; use commas only");
  }

  @Test
  void refusesAFileWithoutAKey() {
    assertThat(refused("\n"))
        .containsExactly(
            "keys.csv:1: is empty; it must begin with a header that has a column named key");
    assertThat(refused("\nkey\n\n")).last().isEqualTo("keys.csv:2: has no key below its header");
  }

  @Test
  void refusesEachRowThatCannotBeRead() {
    assertThat(
            refused(
                "key,note\n,alone\n%s,a,b\n\"%s\"x,a\n%s,ok\n\"%s".formatted(ONE, ONE, TWO, ONE)))
        .containsExactly(
            "keys.csv:2: has other cells, but no key",
            "keys.csv:3: has 3 columns, the header has 2; quote a cell that has the separator in"
                + " it",
            "keys.csv:4: there is text after a closing quotation mark",
            "keys.csv:6: the quotation mark that opens here is never closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
  void saysThatAFileIsInUtf16(String charset) {
    assertThat(refused(("key\n" + ONE).getBytes(Charset.forName(charset))))
        .containsExactly("keys.csv: is text in UTF-16; save it as UTF-8");
  }

  @Test
  void saysThatAFileIsInUtf32() {
    assertThat(refused(("key\n" + ONE).getBytes(Charset.forName("UTF-32LE"))))
        .containsExactly("keys.csv: is text in UTF-32; save it as UTF-8");
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    assertThat(
            refused(
                "key,note\n%s,M\u00FCller\n".formatted(ONE).getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("keys.csv:2: is not text in UTF-8; save it as UTF-8");
  }
}
