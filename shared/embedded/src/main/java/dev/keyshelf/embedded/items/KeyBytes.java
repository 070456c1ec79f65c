package dev.keyshelf.embedded.items;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes keys so that their bytes, compared as unsigned numbers, sort like their values: strings by
 * their UTF-8 bytes, numbers by value, and binary values by their bytes.
 */
public final class KeyBytes {
  private static final int ESCAPED = 0xFF;
  private static final int END = 0x01;
  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 3;
  private static final int EXPONENT_BIAS = 200;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

  /** Adds bytes without an end mark. All keys must have equally many bytes at this place. */
  public KeyBytes add(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Adds a number of four bytes. */
  public KeyBytes addInt(int number) {
    return add(
        (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number);
  }

  /** Adds a number of eight bytes. */
  public KeyBytes addLong(long number) {
    return addInt((int) (number >>> Integer.SIZE)).addInt((int) number);
  }

  /** Adds a string and an end mark. */
  public KeyBytes addText(String text) {
    return addDelimited(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the hash of a partition key, which decides its order among all partitions. */
  public KeyBytes addHash(Value partitionKey) {
    return addInt(hash(partitionKey));
  }

  /** Returns a hash that spreads partition keys evenly. */
  public static int hash(Value partitionKey) {
    var crc = new CRC32();
    crc.update(new KeyBytes().addValue(partitionKey).toArray());
    // CRC is linear. Multiplying by an odd constant spreads similar keys.
    return (int) crc.getValue() * 0x9E3779B1;
  }

  /**
   * Adds the value of a key attribute and an end mark.
   *
   * @throws IllegalArgumentException if the value is not a string, number or binary value
   */
  public KeyBytes addValue(Value value) {
    return addDelimited(ordered(value));
  }

  /** Adds the beginning of a key attribute's value, without an end mark, to search for a prefix. */
  public KeyBytes addPrefix(Value value) {
    addEscaped(ordered(value));
    return this;
  }

  private static byte[] ordered(Value value) {
    return switch (value) {
      case Value.S(var text) -> text.getBytes(StandardCharsets.UTF_8);
      case Value.N(var number) -> ordered(number);
      case Value.B(var bytes) -> bytes.toArray();
      default -> throw new IllegalArgumentException("a key cannot have the type " + value.type());
    };
  }

  /**
   * Returns the sign, the exponent, the digits and a zero byte. In a negative number, all bytes
   * after the sign are inverted.
   */
  private static byte[] ordered(BigDecimal number) {
    if (number.signum() == 0) {
      return new byte[] {ZERO};
    }
    var digits = number.unscaledValue().abs().toString();
    int exponent = EXPONENT_BIAS + digits.length() - number.scale();
    var bytes = new byte[digits.length() + 4];
    boolean positive = number.signum() > 0;
    bytes[0] = (byte) (positive ? POSITIVE : NEGATIVE);
    bytes[1] = (byte) (exponent >>> 8);
    bytes[2] = (byte) exponent;
    for (int at = 0; at < digits.length(); at++) {
      bytes[at + 3] = (byte) digits.charAt(at);
    }
    for (int at = 1; !positive && at < bytes.length; at++) {
      bytes[at] = (byte) ~bytes[at];
    }
    return bytes;
  }

  private KeyBytes addDelimited(byte[] bytes) {
    addEscaped(bytes);
    out.write(0);
    out.write(END);
    return this;
  }

  /** Adds bytes and escapes zeros, because a zero begins the end mark. */
  private void addEscaped(byte[] bytes) {
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        out.write(bytes, from, at + 1 - from);
        out.write(ESCAPED);
        from = at + 1;
      }
    }
    out.write(bytes, from, bytes.length - from);
  }

  /** Returns the key. */
  public byte[] toArray() {
    return out.toByteArray();
  }

  /**
   * Returns the first key after all keys that begin with a prefix.
   *
   * @throws IllegalArgumentException if there is none, because all bytes are 255
   */
  public static byte[] afterAll(byte[] prefix) {
    var after = prefix.clone();
    for (int last = after.length - 1; last >= 0; last--) {
      after[last]++;
      if (after[last] != 0) {
        return after;
      }
    }
    throw new IllegalArgumentException("no key comes after this prefix");
  }
}
