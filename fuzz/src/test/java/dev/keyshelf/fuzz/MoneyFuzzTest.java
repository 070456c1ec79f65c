package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.Wire;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.ProblemException;
import java.nio.charset.StandardCharsets;

/** The first three characters of an input are the currency. The rest is the amount. */
class MoneyFuzzTest {
  private static final int LENGTH_OF_CODE = 3;

  @FuzzTest(maxDuration = "10m")
  void isRefusedOrWrittenAsItWasRead(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (text.length() <= LENGTH_OF_CODE) {
      return;
    }
    var json =
        Json.object()
            .put("currency", text.substring(0, LENGTH_OF_CODE))
            .put("amount", text.substring(LENGTH_OF_CODE));
    try {
      var body = Body.ofEvent(Json.write(json));
      var money = Wire.money(body);
      body.done();
      var again = Body.ofEvent(Json.write(Wire.money(money.orElseThrow())));
      if (!Wire.money(again).equals(money) || money.orElseThrow().isNegative()) {
        throw new AssertionError("negative, or does not round-trip: " + money);
      }
    } catch (ProblemException _) {
      return;
    }
  }
}
