package dev.keyshelf.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
  private static final long SEED = 20;

  private static String ofTheJdk(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(SEED + length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  })
  void matchesTheExamplesOfTheStandard(String text, String digest) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Sha256.begin().update(bytes).digest()).isEqualTo(digest);
  }

  @Test
  void matchesTheJdkForEachLengthUpToSomeBlocks() throws NoSuchAlgorithmException {
    for (int length = 0; length <= 300; length++) {
      var bytes = noise(length);
      assertThat(Sha256.begin().update(bytes).digest()).isEqualTo(ofTheJdk(bytes));
    }
  }

  @Test
  void isTheSameWhereverItIsInterrupted() throws NoSuchAlgorithmException {
    var bytes = noise(200);
    for (int at = 0; at <= bytes.length; at++) {
      var state = Sha256.begin().update(bytes, 0, at).state();
      var resumed = Sha256.resume(state);

      assertThat(resumed.length()).isEqualTo(at);
      assertThat(resumed.update(bytes, at, bytes.length - at).digest()).isEqualTo(ofTheJdk(bytes));
    }
  }

  @Test
  void isTheSameInPiecesOfAnyLength() throws NoSuchAlgorithmException {
    var random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      var bytes = noise(random.nextInt(5_000));
      var hash = Sha256.begin();
      for (int at = 0; at < bytes.length; ) {
        var count = Math.min(bytes.length - at, random.nextInt(400));
        hash = Sha256.resume(hash.update(bytes, at, count).state());
        at += count;
      }
      assertThat(hash.digest()).as("seed %s, run %s", SEED, run).isEqualTo(ofTheJdk(bytes));
    }
  }

  @Test
  void canContinueAfterADigest() throws NoSuchAlgorithmException {
    var bytes = noise(100);
    var hash = Sha256.begin().update(bytes, 0, 50);
    assertThat(hash.digest()).hasSize(64);

    assertThat(hash.update(bytes, 50, 50).digest()).isEqualTo(ofTheJdk(bytes));
  }

  @Test
  void countsBeyondFourGibibytes() throws NoSuchAlgorithmException {
    // The state has only a count of the earlier bytes. Setting it to 5 GiB avoids hashing 5 GiB.
    var long64 = Sha256.begin().update(noise(64)).state();
    var words = long64.substring(0, 64);
    var huge = Sha256.resume(words + HexFormat.of().toHexDigits(5L << 30));

    assertThat(huge.length()).isEqualTo(5L << 30);
    assertThat(huge.digest()).isNotEqualTo(Sha256.resume(long64).digest());
    assertThat(Sha256.resume(huge.update(noise(10)).state()).length()).isEqualTo((5L << 30) + 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz", "6a09e667"})
  void refusesAMalformedState(String state) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.resume(state));
  }

  @Test
  void refusesAStateWithTheWrongNumberOfPendingBytes() {
    var state = Sha256.begin().update(noise(10)).state();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sha256.resume(state.substring(0, state.length() - 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.resume(state + "00"));
  }
}
