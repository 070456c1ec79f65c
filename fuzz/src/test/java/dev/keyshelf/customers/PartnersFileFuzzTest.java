package dev.keyshelf.customers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.imports.Faults;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The first byte of an input chooses YAML or JSON. The rest is the file. */
class PartnersFileFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isReadOrToldAsFaults(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var faults = new Faults();
    var name = input[0] % 2 == 0 ? "partners.yaml" : "partners.json";
    var read =
        PartnersFile.read(
            name,
            Arrays.copyOfRange(input, 1, input.length),
            () -> Set.of("server-software"),
            _ -> Optional.empty(),
            faults);
    if (read.isPresent() == (faults.count() > 0)) {
      throw new AssertionError(
          "must return either partners or faults: %s, %s".formatted(read, faults.told()));
    }
  }
}
