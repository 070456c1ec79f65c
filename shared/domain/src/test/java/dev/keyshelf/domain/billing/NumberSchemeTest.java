package dev.keyshelf.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSchemeTest {
  private static final List<String> PARTS =
      List.of("{year}", "{partner}", "{number}", "-", "/", "KS", "INV-", "7", "1-");

  /** Ids that look like other parts of a number. */
  private static final List<String> PARTNERS =
      List.of("a", "a-1", "1", "11", "1-1", "2026", "a2026", "INV", "INV-1", "7", "a7", "a-2026");

  private static String number(String format, int digits, String partner, int year, long number) {
    var scheme = new NumberScheme(format, digits);
    return scheme.number(scheme.series(new PartnerId(partner), year), number).text();
  }

  @ParameterizedTest
  @CsvSource({
    "KS-{year}-{number}, 6, 42, KS-2026-000042",
    "{number}, 1, 42, 42",
    "{year}{number}, 3, 1, 2026001",
    "KS-{year}-{partner}-{number}, 6, 1000000, KS-2026-partner-a-1000000",
    "{number}/{partner}, 2, 7, 07/partner-a"
  })
  void writesANumber(String format, int digits, long number, String text) {
    assertThat(number(format, digits, "partner-a", 2026, number)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{partner}{number}",
        "{number}{partner}",
        "{partner}-7{number}",
        "{partner}{year}{number}",
        "{number}{year}-{partner}",
        "INV-{number}",
        "INV-{year}{number}",
        "INV-{number}{year}",
        "{partner}-{number}",
        "IN{partner}-{number}",
        "KS-{year}",
        "{number}-{number}",
        "{year}-{year}-{number}",
        "-{number}",
        "{Year}-{number}",
        "KS {number}",
        "KS#{number}",
        "0123456789012345678901234567890123{number}",
        ""
      })
  void refusesAFormatByWhichNumbersCouldMeetOrThatIsNone(String format) {
    assertThatThrownBy(() -> new NumberScheme(format, 6))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 13})
  void refusesOtherDigits(int digits) {
    assertThatThrownBy(() -> new NumberScheme("KS-{number}", digits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Draws formats, and compares all numbers of those that are accepted. */
  @Test
  void noTwoDocumentsOfAnAcceptedSchemeGetOneNumber() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      var format = new StringBuilder();
      for (int part = 1 + random.nextInt(6); part > 0; part--) {
        format.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      try {
        areUnique(new NumberScheme(format.toString(), 1 + random.nextInt(3)), seed);
        accepted++;
      } catch (IllegalArgumentException _) {
        // It is refused, so nobody numbers by it.
      }
    }
    assertThat(accepted).as("seed %s", seed).isGreaterThan(50);
  }

  private static void areUnique(NumberScheme scheme, long seed) {
    Map<String, DocumentNumber> taken = new HashMap<>();
    for (var partner : PARTNERS) {
      for (var year : List.of(2026, 2027)) {
        var series = scheme.series(new PartnerId(partner), year);
        for (var number : List.of(1L, 2L, 7L, 11L, 26L, 102L, 111L, 12026L, 20261L, 100000L)) {
          var made = scheme.number(series, number);
          assertThat(taken.getOrDefault(made.text(), made)).as("seed %s", seed).isEqualTo(made);
          taken.put(made.text(), made);
          assertThat(made.text()).as("seed %s", seed).doesNotMatch("INV-[0-9]{6,}");
        }
      }
    }
  }
}
