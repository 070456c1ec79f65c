package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.Sealed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeVaultTest {
  private static final String KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";

  @TempDir Path directory;

  private KeyVault vault;

  @BeforeEach
  void open() {
    vault = vaultIn("data");
  }

  @Test
  void opensATextThatItSealed() {
    assertThat(vault.open(vault.seal("\u00fc" + KEY, "key-1"), "key-1")).isEqualTo("\u00fc" + KEY);
  }

  @Test
  void opensATextThatItSealedBeforeARestart() {
    var sealed = vault.seal(KEY, "key-1");

    assertThat(vaultIn("data").open(sealed, "key-1")).isEqualTo(KEY);
  }

  @Test
  void doesNotOpenATextMovedToAnotherItem() {
    var sealed = vault.seal(KEY, "key-1");

    assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, "key-2"));
  }

  @Test
  void doesNotOpenATextChangedInAnyByte() {
    var bytes = Base64.getDecoder().decode(vault.seal(KEY, "key-1").ciphertext());

    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      var sealed = new Sealed(Base64.getEncoder().encodeToString(changed));

      assertThatRuntimeException().as("byte %s", i).isThrownBy(() -> vault.open(sealed, "key-1"));
    }
  }

  @Test
  void doesNotOpenATextThatAnotherVaultSealed() {
    var sealed = vaultIn("other").seal(KEY, "key-1");

    assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, "key-1"));
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void opensATextOfItsOwnPurposeOnly(Purpose purpose) {
    var sealed = vaultFor(purpose).seal(KEY, "key-1");

    for (var other : Purpose.values()) {
      if (other == purpose) {
        assertThat(vaultFor(other).open(sealed, "key-1")).isEqualTo(KEY);
      } else {
        assertThatIllegalStateException().isThrownBy(() -> vaultFor(other).open(sealed, "key-1"));
      }
    }
  }

  private KeyVault vaultFor(Purpose purpose) {
    return new EnvelopeVault(
        new FileMasterKey(directory.resolve("data").resolve("master.key"), purpose));
  }

  @Test
  void sealsTheSameTextToAnotherCiphertextEachTime() {
    assertThat(vault.seal(KEY, "key-1")).isNotEqualTo(vault.seal(KEY, "key-1"));
  }

  @Test
  void opensATextThatASealerOfABatchSealed() {
    assertThat(vault.open(vault.sealer().seal(KEY, "key-1"), "key-1")).isEqualTo(KEY);
  }

  @Test
  void sealsABatchUnderOneDataKeyAndEachBatchUnderItsOwn() {
    var sealer = vault.sealer();
    var first = dataKeyOf(sealer.seal(KEY, "key-1"));

    assertThat(dataKeyOf(sealer.seal(KEY, "key-2"))).isEqualTo(first);
    assertThat(dataKeyOf(vault.sealer().seal(KEY, "key-1"))).isNotEqualTo(first);
    assertThat(dataKeyOf(vault.seal(KEY, "key-1"))).isNotEqualTo(first);
  }

  /** Returns the wrapped data key, which a sealed text holds before its ciphertext. */
  private static String dataKeyOf(Sealed sealed) {
    var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.ciphertext()));
    bytes.get();
    var wrapped = new byte[bytes.getShort()];
    bytes.get(wrapped);
    return Base64.getEncoder().encodeToString(wrapped);
  }

  @Test
  void leavesNothingOfTheTextInItsCiphertext() {
    var bytes = Base64.getDecoder().decode(vault.seal(KEY, "key-1").ciphertext());

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("AAAAA", "EEEEE");
  }

  @Test
  void givesEqualTextsEqualFingerprints() {
    assertThat(vault.fingerprint(KEY)).isEqualTo(vaultIn("data").fingerprint(KEY));
    assertThat(vault.fingerprint(KEY).current()).hasSize(64);
    assertThat(vault.fingerprint(KEY).others()).isEmpty();
  }

  @Test
  void keepsTheFingerprintOfAnEarlierVersionAmongTheOthers() throws IOException {
    var before = vault.fingerprint(KEY).current();
    addHashKey(directory.resolve("data/master.key"));
    var after = vaultIn("data");

    assertThat(after.fingerprintVersion()).isEqualTo(2);
    assertThat(after.fingerprint(KEY).others()).containsExactly(before);
    assertThat(after.fingerprint(KEY).current()).isNotEqualTo(before);
  }

  @Test
  void knowsAVersionBeforeItIsCurrent() throws IOException {
    var file = directory.resolve("data/master.key");
    addHashKey(file);
    var next = vaultIn("data").fingerprint(KEY);
    var now = new EnvelopeVault(new FileMasterKey(file), 1).fingerprint(KEY);

    assertThat(now.current()).isEqualTo(next.others().getFirst());
    assertThat(now.others()).containsExactly(next.current());
  }

  @Test
  void refusesAMissingVersion() {
    var master = new FileMasterKey(directory.resolve("data/master.key"));

    assertThatIllegalArgumentException().isThrownBy(() -> new EnvelopeVault(master, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new EnvelopeVault(master, 2));
  }

  /** Adds a version of the hash key as an operator does, as a further line. */
  static void addHashKey(Path file) throws IOException {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    Files.writeString(
        file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.APPEND);
  }

  @Test
  void givesOtherTextsOtherFingerprints() {
    assertThat(vault.fingerprint(KEY)).isNotEqualTo(vault.fingerprint(KEY + "F"));
  }

  @Test
  void givesTheSameTextAnotherFingerprintInAnotherDirectory() {
    assertThat(vault.fingerprint(KEY)).isNotEqualTo(vaultIn("other").fingerprint(KEY));
  }

  private KeyVault vaultIn(String data) {
    return new EnvelopeVault(new FileMasterKey(directory.resolve(data).resolve("master.key")));
  }
}
