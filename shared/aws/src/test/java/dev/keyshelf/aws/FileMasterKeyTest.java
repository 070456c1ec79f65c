package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMasterKeyTest {
  @TempDir Path directory;

  @Test
  void isInAFileThatOnlyItsOwnerReads() throws IOException {
    var file = directory.resolve("data").resolve("master.key");

    new FileMasterKey(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void staysTheSameAfterARestart() {
    var file = directory.resolve("master.key");
    var made = new FileMasterKey(file).generate();

    assertThat(new FileMasterKey(file).unwrap(made.wrapped())).isEqualTo(made.plain());
  }

  @Test
  void generatesAnotherDataKeyOf256BitsEachTime() {
    var master = new FileMasterKey(directory.resolve("master.key"));

    assertThat(master.generate().plain()).hasSize(32).isNotEqualTo(master.generate().plain());
  }

  @Test
  void isAnotherOneInAnotherDirectory() {
    var made = new FileMasterKey(directory.resolve("a/master.key")).generate();
    var other = new FileMasterKey(directory.resolve("b/master.key"));

    assertThatIllegalStateException().isThrownBy(() -> other.unwrap(made.wrapped()));
  }

  @Test
  void givesOneHashKeyForALabel() {
    var master = new FileMasterKey(directory.resolve("master.key"));

    assertThat(master.hashKey(1, "a"))
        .isEqualTo(master.hashKey(1, "a"))
        .isNotEqualTo(master.hashKey(1, "b"));
  }

  @Test
  void isOneKeyIfParallelProcessesCreateIt() {
    for (int i = 0; i < 50; i++) {
      var file = directory.resolve("master-%s.key".formatted(i));

      var hashes = Steps.race(8, 8, _ -> hashWith(new FileMasterKey(file)));

      assertThat(hashes).containsOnly(hashWith(new FileMasterKey(file)));
    }
  }

  @Test
  void leavesOnlyItsFileInItsDirectory() {
    new FileMasterKey(directory.resolve("master.key"));

    assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("master.key"));
  }

  @Test
  void refusesAFileThatHoldsNoKey() throws IOException {
    var file = Files.writeString(directory.resolve("master.key"), "c2hvcnQ=\n");

    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new FileMasterKey(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "c2hvcnQ="})
  void refusesAFurtherLineThatHoldsNoKeyAndDoesNotRepeatIt(String line) throws IOException {
    var file = directory.resolve("master.key");
    new FileMasterKey(file);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new FileMasterKey(file))
        .satisfies(failed -> assertThat(failed.getCause()).hasMessageNotContaining(line));
  }

  @Test
  void hasAnotherVersionOfTheHashKeyForEachFurtherLine() throws IOException {
    var file = directory.resolve("master.key");
    var before = new FileMasterKey(file);
    var sealed = before.generate();
    EnvelopeVaultTest.addHashKey(file);
    var after = new FileMasterKey(file);

    assertThat(before.hashKeyVersions()).isEqualTo(1);
    assertThat(after.hashKeyVersions()).isEqualTo(2);
    assertThat(after.hashKey(1, "a"))
        .isEqualTo(before.hashKey(1, "a"))
        .isNotEqualTo(after.hashKey(2, "a"));
    assertThat(after.unwrap(sealed.wrapped())).isEqualTo(sealed.plain());
  }

  @Test
  void leaksNothingWhenADataKeyIsPrinted() {
    assertThat(new FileMasterKey(directory.resolve("master.key")).generate())
        .hasToString("DataKey[secret]");
  }

  private static String hashWith(FileMasterKey master) {
    return HexFormat.of().formatHex(master.hashKey(1, "a"));
  }
}
