package dev.keyshelf.embedded.items;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The stored form of items. Each value is one byte for its type, followed by its content. */
public final class ItemBytes {
  private static final int SEVEN_BITS = 7;
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private ItemBytes() {}

  /** Returns an item's bytes. */
  public static byte[] write(Map<String, Value> item) {
    var out = new ByteArrayOutputStream(512);
    writeMap(out, item);
    return out.toByteArray();
  }

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException if a type or a size is malformed
   * @throws java.nio.BufferUnderflowException if bytes are missing
   */
  public static Map<String, Value> read(byte[] bytes) {
    return readMap(ByteBuffer.wrap(bytes));
  }

  /** Reads the item that begins at a buffer's position, and moves the position behind it. */
  public static Map<String, Value> read(ByteBuffer in) {
    return readMap(in);
  }

  private static void writeMap(ByteArrayOutputStream out, Map<String, Value> item) {
    writeSize(out, item.size());
    item.forEach(
        (name, value) -> {
          writeText(out, name);
          writeValue(out, value);
        });
  }

  private static void writeValue(ByteArrayOutputStream out, Value value) {
    switch (value) {
      case Value.S(var text) -> tagged(out, 'S', text, ItemBytes::writeText);
      case Value.N(var number) -> tagged(out, 'N', number, ItemBytes::writeNumber);
      case Value.B(var bytes) -> tagged(out, 'B', bytes, ItemBytes::writeBytes);
      case Value.Bool(var flag) -> out.write(flag ? 'T' : 'F');
      case Value.Null _ -> out.write('0');
      case Value.SS(var texts) -> all(out, 's', texts, ItemBytes::writeText);
      case Value.NS(var numbers) -> all(out, 'n', numbers, ItemBytes::writeNumber);
      case Value.BS(var bytes) -> all(out, 'b', bytes, ItemBytes::writeBytes);
      case Value.L(var values) -> all(out, 'L', values, ItemBytes::writeValue);
      case Value.M(var values) -> tagged(out, 'M', values, ItemBytes::writeMap);
    }
  }

  private static <T> void tagged(
      ByteArrayOutputStream out, char tag, T content, BiConsumer<ByteArrayOutputStream, T> writer) {
    out.write(tag);
    writer.accept(out, content);
  }

  private static <T> void all(
      ByteArrayOutputStream out,
      char tag,
      Collection<T> members,
      BiConsumer<ByteArrayOutputStream, T> writer) {
    out.write(tag);
    writeSize(out, members.size());
    members.forEach(member -> writer.accept(out, member));
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    writeArray(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(ByteArrayOutputStream out, Bytes bytes) {
    writeArray(out, bytes.toArray());
  }

  private static void writeNumber(ByteArrayOutputStream out, BigDecimal number) {
    // Scales range from -125 to 167. Adding 127 makes them positive, as a size must be.
    writeSize(out, number.scale() + Byte.MAX_VALUE);
    writeArray(out, number.unscaledValue().toByteArray());
  }

  private static void writeArray(ByteArrayOutputStream out, byte[] bytes) {
    writeSize(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void writeSize(ByteArrayOutputStream out, int size) {
    int left = size;
    while (left >= MORE) {
      out.write(left | MORE);
      left >>>= SEVEN_BITS;
    }
    out.write(left);
  }

  private static Map<String, Value> readMap(ByteBuffer in) {
    int size = readSize(in);
    var item = LinkedHashMap.<String, Value>newLinkedHashMap(size);
    for (int each = 0; each < size; each++) {
      item.put(readText(in), readValue(in));
    }
    return item;
  }

  private static Value readValue(ByteBuffer in) {
    char tag = (char) in.get();
    return switch (tag) {
      case 'S' -> new Value.S(readText(in));
      case 'N' -> new Value.N(readNumber(in));
      case 'B' -> new Value.B(readBytes(in));
      case 'T' -> new Value.Bool(true);
      case 'F' -> new Value.Bool(false);
      case '0' -> new Value.Null();
      case 's' -> new Value.SS(new LinkedHashSet<>(readAll(in, ItemBytes::readText)));
      case 'n' -> new Value.NS(new LinkedHashSet<>(readAll(in, ItemBytes::readNumber)));
      case 'b' -> new Value.BS(new LinkedHashSet<>(readAll(in, ItemBytes::readBytes)));
      case 'L' -> new Value.L(readAll(in, ItemBytes::readValue));
      case 'M' -> new Value.M(readMap(in));
      default -> throw new IllegalArgumentException("unknown type tag: " + (int) tag);
    };
  }

  private static <T> List<T> readAll(ByteBuffer in, Function<ByteBuffer, T> reader) {
    int size = readSize(in);
    var members = new ArrayList<T>(size);
    for (int each = 0; each < size; each++) {
      members.add(reader.apply(in));
    }
    return members;
  }

  private static String readText(ByteBuffer in) {
    return new String(readArray(in), StandardCharsets.UTF_8);
  }

  private static Bytes readBytes(ByteBuffer in) {
    return Bytes.of(readArray(in));
  }

  private static BigDecimal readNumber(ByteBuffer in) {
    int scale = readSize(in) - Byte.MAX_VALUE;
    return new BigDecimal(new BigInteger(readArray(in)), scale);
  }

  private static byte[] readArray(ByteBuffer in) {
    var bytes = new byte[readSize(in)];
    in.get(bytes);
    return bytes;
  }

  private static int readSize(ByteBuffer in) {
    int size = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += SEVEN_BITS) {
      byte next = in.get();
      size |= (next & LOW_BITS) << shift;
      if (next >= 0) {
        return size;
      }
    }
    throw new IllegalArgumentException("a size has more than 5 bytes");
  }
}
