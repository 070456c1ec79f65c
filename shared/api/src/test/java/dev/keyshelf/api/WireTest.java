package dev.keyshelf.api;

import static dev.keyshelf.api.Calls.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WireTest {
  private static Body body(String json) {
    return Body.of(aCall().sendingJson(json).request());
  }

  private static List<String> faults(String json) {
    var body = body(json);
    var _ = body.optionalObject("total").flatMap(Wire::money);
    var refused = catchThrowableOfType(ProblemException.class, body::done);
    return refused.problem().faults().stream()
        .map(Fault::pointer)
        .map(Optional::orElseThrow)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "12.50, USD",
    "12.5, USD",
    "12, USD",
    "0, JPY",
    "1.234, KWD",
    "92233720368547758.07, USD"
  })
  void readsAnAmount(String amount, String currency) {
    var body = body("{\"amount\": \"%s\", \"currency\": \"%s\"}".formatted(amount, currency));

    assertThat(Wire.money(body)).contains(Money.of(amount, currency));
    body.done();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"12.505\"|\"USD\"|/total/amount",
        "\"12.500\"|\"USD\"|/total/amount",
        "\"12.0\"|\"JPY\"|/total/amount",
        "\"-0.01\"|\"USD\"|/total/amount",
        "\"+1\"|\"USD\"|/total/amount",
        "\"1e3\"|\"USD\"|/total/amount",
        "\"1,000\"|\"USD\"|/total/amount",
        "\".5\"|\"USD\"|/total/amount",
        "\"5.\"|\"USD\"|/total/amount",
        "\"١\"|\"USD\"|/total/amount",
        "\"92233720368547758.08\"|\"USD\"|/total/amount",
        "\"1234567890123456789012345\"|\"USD\"|/total/amount",
        "12.50|\"USD\"|/total/amount",
        "null|\"USD\"|/total/amount",
        "\"1\"|\"XXX\"|/total/currency",
        "\"1\"|\"XAU\"|/total/currency",
        "\"1\"|\"usd\"|/total/currency",
        "\"1\"|\"ZZZ\"|/total/currency",
        "\"1\"|\"DOLLAR\"|/total/currency",
        "\"1\"|840|/total/currency",
        "\"1.234567\"|\"XXX\"|/total/currency",
        "\"x\"|\"XXX\"|/total/currency /total/amount"
      })
  void namesTheFaultOfAnAmount(String amount, String currency, String pointers) {
    assertThat(
            faults("{\"total\": {\"amount\": %s, \"currency\": %s}}".formatted(amount, currency)))
        .containsExactly(pointers.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"1\"|/total", "[]|/total", "{}|/total/currency /total/amount"})
  void refusesAnIncompleteAmount(String total, String pointers) {
    assertThat(faults("{\"total\": " + total + "}")).containsExactly(pointers.split(" "));
  }

  @Test
  void readsAnAbsentAmountAsEmpty() {
    assertThat(body("{}").optionalObject("total")).isEmpty();
    assertThat(body("{\"total\": null}").optionalObject("total")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(HybridBenefit.class)
  void explainsTheUseOfALicence(HybridBenefit benefit) {
    var json = Wire.hybridBenefit(benefit);
    var word = benefit.use() == HybridBenefit.Use.CONVERT ? "converted" : "re-used";

    assertThat(json.get("edition").asText()).isEqualTo(benefit.name());
    assertThat(json.get("explanation").asText()).contains(word);
  }
}
