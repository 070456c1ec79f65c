package dev.keyshelf.embedded.items;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The sizes of items and values in bytes, as the service counts them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
 *     sizes and formats</a>
 */
public final class Sizes {
  /** The largest size of an item, in bytes. */
  public static final int LARGEST_ITEM = 400 * 1024;

  private static final int OF_A_DOCUMENT = 3;
  private static final int OF_A_MEMBER = 1;
  private static final int TWO_DIGITS = 2;

  private Sizes() {}

  /** Returns the size of an item: its names and values. */
  public static int ofItem(Map<String, Value> item) {
    int size = 0;
    for (var entry : item.entrySet()) {
      size += ofText(entry.getKey()) + ofValue(entry.getValue());
    }
    return size;
  }

  /** Returns the size of a value without its name. */
  public static int ofValue(Value value) {
    return switch (value) {
      case Value.S(var text) -> ofText(text);
      case Value.N(var number) -> ofNumber(number);
      case Value.B(var bytes) -> bytes.length();
      case Value.Bool _, Value.Null _ -> 1;
      case Value.SS(var texts) -> texts.stream().mapToInt(Sizes::ofText).sum();
      case Value.NS(var numbers) -> numbers.stream().mapToInt(Sizes::ofNumber).sum();
      case Value.BS(var bytes) -> bytes.stream().mapToInt(Bytes::length).sum();
      case Value.L(var values) ->
          OF_A_DOCUMENT + values.stream().mapToInt(member -> OF_A_MEMBER + ofValue(member)).sum();
      case Value.M(var values) -> OF_A_DOCUMENT + OF_A_MEMBER * values.size() + ofItem(values);
    };
  }

  private static int ofText(String text) {
    int size = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit < 0x80) {
        size += 1;
      } else if (unit < 0x800 || Character.isSurrogate(unit)) {
        size += 2; // A pair of surrogates is one character of four bytes.
      } else {
        size += 3;
      }
    }
    return size;
  }

  /** Returns one byte for each two digits, one for the exponent, and one for a minus sign. */
  private static int ofNumber(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    var digits = number.precision();
    // Digits form pairs on each side of the decimal point, so 10.1 is as large as 10.10.
    boolean odd = Math.floorMod(digits - number.scale(), TWO_DIGITS) == 1;
    int pairs = (digits + (odd ? 1 : 0) + 1) / TWO_DIGITS;
    return pairs + 1 + (number.signum() < 0 ? 1 : 0);
  }
}
