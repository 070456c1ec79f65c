package dev.keyshelf.customers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.domain.document.PartyLacks;
import java.util.Arrays;
import java.util.List;

/** The first byte of an input chooses YAML or JSON. The rest is the file. */
class HouseFileFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isReadOrToldAsFaults(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var faults = new Faults();
    var name = input[0] % 2 == 0 ? "house.yaml" : "house.json";
    var read =
        HouseFile.read(name, Arrays.copyOfRange(input, 1, input.length), scheme -> scheme, faults);
    if (read.isPresent() == (faults.count() > 0)) {
      throw new AssertionError(
          "must return either a house or faults: %s, %s".formatted(read, faults.told()));
    }
    read.flatMap(HouseFile::seller).ifPresent(seller -> PartyLacks.of(seller, List.of()));
  }
}
