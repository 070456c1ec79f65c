package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.http.Masked;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An input that begins with a zero is plain text. In any other input, each further byte is a run of
 * one character: five bits are its length and three bits its character. So the fuzzer finds groups
 * of five and pieces of twenty-five characters, which code coverage alone does not lead it to.
 */
class MaskedFuzzTest {
  private static final String CHARACTERS = "AbZ09-_ ";
  private static final int BITS_OF_CHARACTER = 3;
  private static final int MOST_RUNS = 100;
  private static final Pattern GROUPS =
      Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5})+(?![A-Za-z0-9])");
  private static final int LENGTH_OF_A_KEY = 29;
  private static final Pattern TOKEN = Pattern.compile("/d/[A-Za-z0-9_-]{43}");

  @FuzzTest(maxDuration = "10m")
  void leavesNoSecretAndNothingForAnotherMasking(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var once = Masked.text(input[0] == 0 ? new String(input, StandardCharsets.UTF_8) : runs(input));
    var twice = Masked.text(once);
    if (!twice.equals(once)) {
      throw new AssertionError("masked once: %s, masked twice: %s".formatted(once, twice));
    }
    if (GROUPS.matcher(once).results().anyMatch(key -> key.group().length() == LENGTH_OF_A_KEY)
        || TOKEN.matcher(once).find()) {
      throw new AssertionError("a secret is not masked: " + once);
    }
  }

  private static String runs(byte[] input) {
    var text = new StringBuilder();
    for (int i = 1; i < Math.min(input.length, MOST_RUNS); i++) {
      var length = (input[i] & 0xFF) >> BITS_OF_CHARACTER;
      var character = CHARACTERS.charAt(input[i] & (CHARACTERS.length() - 1));
      text.append(String.valueOf(character).repeat(length));
    }
    return text.toString();
  }
}
