package dev.keyshelf.embedded.items;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random values, including edge cases. */
final class RandomItems {
  private static final List<String> LETTERS =
      List.of("\0", "\1", "a", "b", "\u007f", "\u0080", "é", "€", "\ud7ff", "\uffff", "😀", "ÿ");
  private static final int DEEPEST = 3;

  private final Random random;

  RandomItems(Random random) {
    this.random = random;
  }

  BigDecimal number() {
    int digits = 1 + random.nextInt(random.nextBoolean() ? 3 : 38);
    var unscaled = new BigInteger(digits * 4, random).mod(BigInteger.TEN.pow(digits));
    var number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate());
    int exponent =
        random.nextBoolean() ? random.nextInt(5) - 2 : random.nextInt(126 + 130 - digits) - 130;
    return new Value.N(number.scaleByPowerOfTen(exponent)).number();
  }

  String text() {
    return Stream.generate(() -> LETTERS.get(random.nextInt(LETTERS.size())))
        .limit(random.nextInt(5))
        .collect(Collectors.joining());
  }

  Bytes bytes() {
    var bytes = new byte[random.nextInt(4)];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (random.nextInt(4) - 2);
    }
    return Bytes.of(bytes);
  }

  Map<String, Value> item() {
    return members(0);
  }

  private Map<String, Value> members(int depth) {
    var members = new LinkedHashMap<String, Value>();
    for (int each = random.nextInt(6); each > 0; each--) {
      members.put(text(), value(depth));
    }
    return members;
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 10 : 8)) {
      case 0 -> new Value.S(text().repeat(random.nextInt(100)));
      case 1 -> new Value.N(number());
      case 2 -> new Value.B(bytes());
      case 3 -> new Value.Bool(random.nextBoolean());
      case 4 -> new Value.Null();
      case 5 -> new Value.SS(set(this::text));
      case 6 -> new Value.NS(set(this::number));
      case 7 -> new Value.BS(set(this::bytes));
      case 8 ->
          new Value.L(Stream.generate(() -> value(depth + 1)).limit(random.nextInt(4)).toList());
      default -> new Value.M(members(depth + 1));
    };
  }

  private <T> Set<T> set(Supplier<T> members) {
    return Stream.generate(members)
        .limit(1 + random.nextInt(4))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
