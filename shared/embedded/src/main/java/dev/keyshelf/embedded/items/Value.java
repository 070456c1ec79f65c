package dev.keyshelf.embedded.items;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of an attribute. Most records are named after the API's data type descriptors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Supported
 *     data types</a>
 */
public sealed interface Value {
  /** A string. */
  record S(String text) implements Value {}

  /** A number, without trailing zeros. */
  record N(BigDecimal number) implements Value {
    public N {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
  }

  /** Bytes. */
  record B(Bytes bytes) implements Value {}

  /** True or false. */
  record Bool(boolean flag) implements Value {}

  /** The null value. */
  record Null() implements Value {}

  /** A set of strings. */
  record SS(Set<String> texts) implements Value {
    public SS {
      texts = Collections.unmodifiableSet(new LinkedHashSet<>(texts));
    }
  }

  /** A set of numbers, each without trailing zeros. */
  record NS(Set<BigDecimal> numbers) implements Value {
    public NS {
      var canonical = new LinkedHashSet<BigDecimal>();
      numbers.forEach(number -> canonical.add(new N(number).number()));
      numbers = Collections.unmodifiableSet(canonical);
    }
  }

  /** A set of bytes. */
  record BS(Set<Bytes> bytes) implements Value {
    public BS {
      bytes = Collections.unmodifiableSet(new LinkedHashSet<>(bytes));
    }
  }

  /** A list. */
  record L(List<Value> values) implements Value {
    public L {
      values = List.copyOf(values);
    }
  }

  /** A map, whose members keep the order in which they were added. */
  record M(Map<String, Value> values) implements Value {
    public M {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** Returns the data type descriptor, such as {@code "S"}. */
  default String type() {
    return switch (this) {
      case Bool _ -> "BOOL";
      case Null _ -> "NULL";
      default -> getClass().getSimpleName();
    };
  }
}
