package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.domain.sealing.SignedSeal;
import java.util.Arrays;

class SealFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isNothingOrTheVeryBytesThatItWasReadFrom(byte[] input) {
    SignedSeal.parse(input)
        .ifPresent(
            seal -> {
              if (!Arrays.equals(seal.bytes(), input)) {
                throw new AssertionError("the seal has other bytes: " + seal.text());
              }
            });
  }
}
