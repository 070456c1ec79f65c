package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of values. A value that the item does not have is not equal to any value.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Comparators">Making
 *     comparisons</a>
 */
final class Comparisons {
  private Comparisons() {}

  /** Returns whether a comparison of two operands holds. Null stands for a missing value. */
  static boolean holds(ExpressionOperator operator, @Nullable Value left, @Nullable Value right) {
    return switch (operator) {
      case EQUAL -> isEqual(left, right);
      case UNEQUAL -> !isEqual(left, right);
      case LESS -> isOrdered(left, right, order -> order < 0);
      case LESS_OR_EQUAL -> isOrdered(left, right, order -> order <= 0);
      case GREATER -> isOrdered(left, right, order -> order > 0);
      case GREATER_OR_EQUAL -> isOrdered(left, right, order -> order >= 0);
      default -> throw new IllegalArgumentException("not a comparison of two: " + operator);
    };
  }

  private static boolean isEqual(@Nullable Value left, @Nullable Value right) {
    return left != null && left.equals(right);
  }

  /** Returns whether two values have the same ordered type, and their order passes a test. */
  private static boolean isOrdered(
      @Nullable Value left, @Nullable Value right, IntPredicate order) {
    if (left instanceof Value.N(var one) && right instanceof Value.N(var other)) {
      return order.test(one.compareTo(other));
    }
    if (left instanceof Value.S(var one) && right instanceof Value.S(var other)) {
      return order.test(Arrays.compareUnsigned(utf8(one), utf8(other)));
    }
    return left instanceof Value.B(var one)
        && right instanceof Value.B(var other)
        && order.test(one.compareTo(other));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns whether a string or binary value begins with another. */
  static boolean beginsWith(@Nullable Value whole, @Nullable Value prefix) {
    if (whole instanceof Value.S(var text) && prefix instanceof Value.S(var beginning)) {
      return text.startsWith(beginning);
    }
    return whole instanceof Value.B(var bytes)
        && prefix instanceof Value.B(var beginning)
        && bytes.startWith(beginning);
  }

  /** Returns whether a string or binary value contains another, or a set or list has an element. */
  static boolean contains(@Nullable Value whole, @Nullable Value part) {
    return switch (whole) {
      case Value.S(var text) -> part instanceof Value.S(var piece) && text.contains(piece);
      case Value.B(var bytes) -> part instanceof Value.B(var piece) && bytes.contain(piece);
      case Value.SS(var texts) -> part instanceof Value.S(var text) && texts.contains(text);
      case Value.NS(var numbers) -> part instanceof Value.N(var number) && numbers.contains(number);
      case Value.BS(var all) -> part instanceof Value.B(var bytes) && all.contains(bytes);
      case Value.L(var values) -> part != null && values.contains(part);
      case null, default -> false;
    };
  }

  /** Returns the size of a value, or null if it has none. */
  static @Nullable Value size(@Nullable Value value) {
    return switch (value) {
      case Value.S(var text) -> number(text.length());
      case Value.B(var bytes) -> number(bytes.length());
      case Value.SS(var texts) -> number(texts.size());
      case Value.NS(var numbers) -> number(numbers.size());
      case Value.BS(var all) -> number(all.size());
      case Value.L(var values) -> number(values.size());
      case Value.M(var values) -> number(values.size());
      case null, default -> null;
    };
  }

  private static Value number(int size) {
    return new Value.N(BigDecimal.valueOf(size));
  }
}
