package dev.keyshelf.bench.growth;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The ids of one of many copies of a purchase. An id stays the same within the copy, and those of
 * later copies are larger.
 */
final class Ids {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS_OF_CHARACTER = 5;
  private static final int TIME_OF_ULID = 10;
  private static final int NUMBER_OF_ULID = 8;
  private static final int LENGTH_OF_HASH = 64;
  private static final int FIVE = 5;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SPREAD = Duration.ofDays(59);

  private final int number;
  private final int customer;
  private final String customersId;
  private final Instant soon = Instant.now().plus(DAY).truncatedTo(ChronoUnit.DAYS);
  private final String end;
  private final Map<String, String> known = new HashMap<>();

  /**
   * Creates the ids of a copy.
   *
   * @param number the copy's number, from 0
   * @param customer the number of the customer who has the copy, from 0
   * @param customersId the id of the customer who has the original
   */
  Ids(int number, int copies, int customer, String customersId) {
    this.number = number;
    this.customer = customer;
    this.customersId = customersId;
    var millis = SPREAD.toMillis() * number / copies;
    this.end = INSTANT.format(soon.plus(DAY).plusMillis(millis));
  }

  /** Returns the copy's id in place of an id of the original. */
  String of(String id) {
    return known.computeIfAbsent(id, this::another);
  }

  private String another(String id) {
    if (id.endsWith("Z") && id.contains(":")) {
      // Windows and terms that have not ended do so within the measurement's future.
      return Instant.parse(id).isBefore(soon) ? id : end;
    }
    if (id.length() == FIVE) {
      return numbered(number, FIVE);
    }
    if (id.contains("-") || id.length() == LENGTH_OF_HASH) {
      // A tenant, or the hash of a purchase order number: both are the customer's own.
      var digits = HexFormat.of().toHexDigits(customer);
      return digits + id.substring(digits.length());
    }
    var its = id.equals(customersId) ? customer : number;
    return id.substring(0, TIME_OF_ULID)
        + numbered(its, NUMBER_OF_ULID)
        + id.substring(TIME_OF_ULID + NUMBER_OF_ULID);
  }

  /** Writes a number with this many characters. */
  private static String numbered(int number, int length) {
    var text = new StringBuilder();
    for (int i = length - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt((int) ((long) number >> (BITS_OF_CHARACTER * i)) & 31));
    }
    return text.toString();
  }
}
