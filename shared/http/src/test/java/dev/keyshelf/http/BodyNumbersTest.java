package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers that a body may hold. */
class BodyNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "1e3",
        "1e-1",
        "1.00000000000000001",
        "100.00000000000001",
        "1E-400",
        "\"1\"",
        "true",
        "null",
        "[1]",
        "101",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "1E400"
      })
  void refusesAQuantityThatIsNoWholeNumberInItsBounds(String quantity) {
    var problem = refusal(quantity);

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.faults())
        .extracting(Fault::pointer)
        .containsExactly(Optional.of("/quantity"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "1e-99999999999", "1E2147483648"})
  void refusesANumberThatNoTypeCanHold(String quantity) {
    assertThat(refusal(quantity).status()).isEqualTo(400);
  }

  @Test
  void refusesANumberOfMoreThan20Digits() {
    var huge = "1" + "0".repeat(400);

    assertThat(refusal(huge).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "20.0", "20.000", "2e1", "2.0E+1", "200e-1", "0.2e2"})
  void readsAWholeNumberInAnyNotation(String twenty) {
    var body = Body.of(withBody("{\"quantity\":" + twenty + "}"));

    assertThat(body.integer("quantity", 1, 100)).isEqualTo(20);
    body.done();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "-0.0", "0e999999999", "-0"})
  void readsZeroInAnyNotation(String zero) {
    var body = Body.of(withBody("{\"size\":" + zero + "}"));

    assertThat(body.integer("size", 0, 100)).isEqualTo(0);
    body.done();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void readsAQuantityAtItsBounds(int quantity) {
    var body = Body.of(withBody("{\"quantity\":" + quantity + "}"));

    assertThat(body.integer("quantity", 1, 100)).isEqualTo(quantity);
  }

  private static Problem refusal(String quantity) {
    return catchThrowableOfType(
            ProblemException.class,
            () -> {
              var body = Body.of(withBody("{\"quantity\":" + quantity + "}"));
              body.integer("quantity", 1, 100);
              body.done();
            })
        .problem();
  }
}
