package dev.keyshelf.domain.customer;

import java.util.Optional;

/** Punycode (RFC 3492): encodes a label of any script as letters, digits and hyphens. */
final class Punycode {
  private static final int BASE = 36;
  private static final int LEAST = 1;
  private static final int MOST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final int LETTERS = 26;

  private Punycode() {}

  /** Encodes a label, without the prefix {@code xn--}. */
  static String encode(String label) {
    var out = new StringBuilder();
    var points = label.codePoints().toArray();
    for (var point : points) {
      if (point < FIRST_BEYOND_ASCII) {
        out.append((char) point);
      }
    }
    var basic = out.length();
    var handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    var next = FIRST_BEYOND_ASCII;
    var bias = FIRST_BIAS;
    var delta = 0;
    while (handled < points.length) {
      var least = Character.MAX_CODE_POINT;
      for (var point : points) {
        if (point >= next && point < least) {
          least = point;
        }
      }
      delta += (least - next) * (handled + 1);
      next = least;
      for (var point : points) {
        if (point < next) {
          delta++;
        } else if (point == next) {
          append(out, delta, bias);
          bias = adapted(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next++;
    }
    return out.toString();
  }

  /**
   * Decodes a label from lower-case letters, digits and hyphens, without the prefix {@code xn--}.
   *
   * @return empty if malformed, or if the label would be encoded as another text
   */
  static Optional<String> decode(String text) {
    var hyphen = text.lastIndexOf('-');
    var out = new StringBuilder(hyphen > 0 ? text.substring(0, hyphen) : "");
    var length = out.length();
    var next = FIRST_BEYOND_ASCII;
    var bias = FIRST_BIAS;
    var index = 0L;
    for (int at = hyphen > 0 ? hyphen + 1 : 0; at < text.length(); ) {
      var before = index;
      var weight = 1L;
      for (int step = BASE; ; step += BASE) {
        var digit = at < text.length() ? digit(text.charAt(at++)) : -1;
        index += digit * weight;
        if (digit < 0 || index > Integer.MAX_VALUE) {
          return Optional.empty();
        }
        var threshold = threshold(step, bias);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        if (weight > Integer.MAX_VALUE) {
          return Optional.empty();
        }
      }
      length++;
      bias = adapted((int) (index - before), length, before == 0);
      next += (int) (index / length);
      if (next < 0 || next > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
      var place = (int) (index % length);
      out.insert(out.offsetByCodePoints(0, place), Character.toString(next));
      index = place + 1L;
    }
    var label = out.toString();
    return Optional.of(label).filter(found -> encode(found).equals(text));
  }

  private static void append(StringBuilder out, int delta, int bias) {
    var rest = delta;
    for (int step = BASE; ; step += BASE) {
      var threshold = threshold(step, bias);
      if (rest < threshold) {
        break;
      }
      out.append(symbol(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
    out.append(symbol(rest));
  }

  private static int threshold(int step, int bias) {
    return Math.clamp(step - bias, LEAST, MOST);
  }

  private static int adapted(int delta, int length, boolean isFirst) {
    var rest = isFirst ? delta / DAMP : delta / 2;
    rest += rest / length;
    var steps = 0;
    while (rest > (BASE - LEAST) * MOST / 2) {
      rest /= BASE - LEAST;
      steps += BASE;
    }
    return steps + (BASE - LEAST + 1) * rest / (rest + SKEW);
  }

  private static char symbol(int digit) {
    return (char) (digit < LETTERS ? 'a' + digit : '0' + digit - LETTERS);
  }

  private static int digit(char symbol) {
    if (symbol >= 'a' && symbol <= 'z') {
      return symbol - 'a';
    }
    return symbol >= '0' && symbol <= '9' ? symbol - '0' + LETTERS : -1;
  }
}
