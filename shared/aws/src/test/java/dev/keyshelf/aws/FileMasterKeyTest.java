package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyshelf.testkit.contract.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void isKeptOverRestarts() {
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

    assertThat(master.hashKey("a"))
        .isEqualTo(master.hashKey("a"))
        .isNotEqualTo(master.hashKey("b"));
  }

  @Test
  void isOneKeyHoweverManyMakeItAtOnce() {
    for (int i = 0; i < 50; i++) {
      var file = directory.resolve("master-%d.key".formatted(i));

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

  @Test
  void leaksNothingWhenADataKeyIsPrinted() {
    assertThat(new FileMasterKey(directory.resolve("master.key")).generate())
        .hasToString("DataKey[secret]");
  }

  private static String hashWith(FileMasterKey master) {
    return HexFormat.of().formatHex(master.hashKey("a"));
  }
}
