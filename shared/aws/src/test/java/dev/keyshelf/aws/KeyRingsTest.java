package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.key.KeyRings;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of the keys that seal the stores' secrets. */
@OnCloud
class KeyRingsTest {
  private static final KeyRing ONE = new KeyRing("a", List.of("b"));
  private static final KeyRing TWO = new KeyRing("a", List.of("b", "c"));

  @TempDir Path folder;
  private final KeyRings rings;

  KeyRingsTest(CloudFixture cloud) {
    this.rings = OnDynamo.of(cloud).keyRings();
  }

  private KeyRing ringOf(String file) {
    return new EnvelopeVault(new FileMasterKey(folder.resolve(file))).ring();
  }

  @Test
  void storesTheFirstAndChangesOnlyTheOneThatWasRead() {
    assertThat(rings.find()).isEmpty();
    assertThat(rings.note(ONE, Optional.empty())).isTrue();
    assertThat(rings.note(TWO, Optional.empty())).isFalse();
    assertThat(rings.find()).contains(ONE);

    assertThat(rings.note(TWO, Optional.of(ONE))).isTrue();
    assertThat(rings.note(ONE, Optional.of(ONE))).isFalse();
    assertThat(rings.find()).contains(TWO);
  }

  @Test
  void distinguishesKeyFilesAndAllowsAnotherVersion() throws IOException {
    var before = ringOf("vault.key");
    Files.writeString(
        folder.resolve("vault.key"),
        Files.readString(folder.resolve("vault.key")).replace('/', '+').replace('A', 'B'),
        StandardOpenOption.APPEND);
    var after = ringOf("vault.key");

    assertThat(ringOf("vault.key")).isEqualTo(after);
    assertThat(after.continues(before)).isTrue();
    assertThat(before.continues(after)).isFalse();
    assertThat(ringOf("other.key").continues(before)).isFalse();
  }

  @Test
  void revealsNothingElseOfAKey() throws IOException {
    var ring = ringOf("vault.key");

    assertThat(ring.sealing()).matches("[0-9a-f]{16}");
    assertThat(ring.hashing()).allMatch(each -> each.matches("[0-9a-f]{16}"));
    assertThat(ring.hashing()).doesNotContain(ring.sealing());
    assertThat(Files.readString(folder.resolve("vault.key"))).doesNotContain(ring.sealing());
  }
}
