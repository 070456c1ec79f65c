package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.file.FileName;
import dev.keyshelf.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the published schema refuses exactly the file names that the domain refuses. */
class FileNameTest {
  private static final FileSchema SCHEMA = FileKind.PRODUCT.schema();

  /** A name of this many characters, of at most 4 bytes each, fits into 255 bytes. */
  private static final int CHARACTERS_A_NAME = 60;

  private static final int FILES_A_PRODUCT = 500;

  private static boolean isOfTheDomain(String fileName) {
    return FileName.fault(fileName).isEmpty();
  }

  /** Returns how many of these names the schema refuses. */
  private static int refused(List<String> fileNames) {
    var refused = 0;
    for (int from = 0; from < fileNames.size(); from += FILES_A_PRODUCT) {
      var to = Math.min(fileNames.size(), from + FILES_A_PRODUCT);
      var faults = new Faults();
      SCHEMA.admits(product(fileNames.subList(from, to), faults), faults);
      assertThat(faults.told())
          .allSatisfy(fault -> assertThat(fault.path()).matches("artifacts\\[\\d+]\\.fileName"));
      refused += faults.count();
    }
    return refused;
  }

  private static SourceFile product(List<String> fileNames, Faults faults) {
    var json =
        Json.object()
            .put("id", "server")
            .put("program", "server-software")
            .put("title", "Server")
            .put("kind", "PERPETUAL")
            .put("cancellation", "NEVER");
    json.putArray("skus")
        .addObject()
        .put("id", "server")
        .put("title", "Server")
        .put("edition", "Standard")
        .put("unit", "1 server")
        .putObject("quantity")
        .put("minimum", 1)
        .put("maximum", 1);
    var artifacts = json.putArray("artifacts");
    for (var fileName : fileNames) {
      artifacts
          .addObject()
          .put("version", "2019")
          .put("language", "en-US")
          .put("fileType", "ISO")
          .put("fileName", fileName)
          .put("object", "artifacts/a.iso")
          .put("size", 1)
          .put("sha256", "0".repeat(64))
          .put("releasedAt", "2018-11-13T00:00:00Z");
    }
    var bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
    return SourceFile.parse("product.json", bytes, faults).orElseThrow();
  }

  /**
   * Returns the characters of the planes that hold more than ideographs. Surrogates are left out,
   * because they cannot occur in UTF-8.
   */
  private static IntStream characters() {
    return IntStream.concat(
            IntStream.rangeClosed(0, 0x1FFFF), IntStream.rangeClosed(0xE0000, 0xE0FFF))
        .filter(point -> Character.getType(point) != Character.SURROGATE);
  }

  private static String within(int point) {
    return "a" + Character.toString(point) + "b.iso";
  }

  @Test
  void refusesEachCharacterThatTheDomainRefuses() {
    var names =
        characters()
            .mapToObj(FileNameTest::within)
            .filter(fileName -> !isOfTheDomain(fileName))
            .toList();

    assertThat(names).contains("a\u202Eb.iso", "a\u200Bb.iso", "a\u0085b.iso", "a/b.iso");
    assertThat(refused(names)).isEqualTo(names.size());
  }

  @Test
  void acceptsEachCharacterThatTheDomainAccepts() {
    var taken = characters().filter(point -> isOfTheDomain(within(point))).toArray();
    var names = new ArrayList<String>();
    for (int from = 0; from < taken.length; from += CHARACTERS_A_NAME) {
      var some = new String(taken, from, Math.min(CHARACTERS_A_NAME, taken.length - from));
      names.add("a" + some + "b");
    }

    assertThat(names).allMatch(FileNameTest::isOfTheDomain);
    assertThat(refused(names)).isZero();
  }

  @Test
  void refusesEachCharacterThatTheDomainRefusesAtTheEdgesOfAName() {
    var names =
        characters()
            .filter(point -> isOfTheDomain(within(point)))
            .boxed()
            .map(Character::toString)
            .filter(edge -> !isOfTheDomain("a" + edge) && !isOfTheDomain(edge + "a"))
            .<String>mapMulti(
                (edge, all) -> {
                  all.accept("a" + edge);
                  all.accept(edge + "a");
                })
            .toList();

    assertThat(names).contains(" a", "a\u3000").doesNotContain("a\u00A0");
    assertThat(refused(names)).isEqualTo(names.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        "a.",
        "a.iso.",
        "a.iso\n",
        "\u202Ea.iso",
        "a\r\nSet-Cookie: b"
      })
  void refusesMalformedNames(String fileName) {
    assertThat(isOfTheDomain(fileName)).isFalse();
    assertThat(refused(List.of(fileName))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "CON.iso",
        "con.iso",
        "nUl .tar.gz",
        "PRN.",
        "aux.txt",
        "COM0.iso",
        "com1.iso",
        "Com\u00b9.iso",
        "LPT9",
        "lpt\u00b2.log",
        "CONIN$",
        "conOUT$.txt"
      })
  void refusesDeviceNames(String fileName) {
    assertThat(isOfTheDomain(fileName)).isFalse();
    assertThat(refused(List.of(fileName))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a",
        "a",
        "a..b",
        "CONSOLE.iso",
        "COM10.iso",
        "COM.iso",
        "LPTA.iso",
        "CONIN.iso",
        "my CON.iso",
        "CON-1.iso",
        "标准版 2019.iso",
        "it's & 'so'; 100%.iso"
      })
  void acceptsValidNames(String fileName) {
    assertThat(isOfTheDomain(fileName)).isTrue();
    assertThat(refused(List.of(fileName))).isZero();
  }
}
