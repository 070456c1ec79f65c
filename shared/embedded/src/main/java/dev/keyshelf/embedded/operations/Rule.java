package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.items.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A rule for the form of a parameter. A check collects the faults of all values, each with its
 * path. A value of a wrong JSON type ends the check immediately.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html">Common
 *     errors: ValidationError</a>
 */
sealed interface Rule {
  /**
   * Adds the faults of a value to a list.
   *
   * @throws Refusal if the value has a wrong JSON type
   */
  void check(String path, JsonNode value, List<String> faults);

  /** Returns a value as messages show it. */
  default String show(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String fault(String shown, String path, String constraint) {
    return "Value %s at '%s' failed to satisfy constraint: Member must %s"
        .formatted(shown, path, constraint);
  }

  /** Checks a size. Formats the value only if its size is wrong, because long lists take long. */
  private static void checkSize(
      int size, int least, int most, Supplier<String> shown, String path, List<String> faults) {
    if (size < least) {
      faults.add(
          fault("'" + shown.get() + "'", path, "have length greater than or equal to " + least));
    } else if (size > most) {
      faults.add(fault("'" + shown.get() + "'", path, "have length less than or equal to " + most));
    }
  }

  /** A string with a length in a range, which matches the pattern if there is one. */
  record Text(int least, int most, @Nullable Pattern pattern) implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      String text = textOf(value);
      int before = faults.size();
      checkSize(text.length(), least, most, () -> text, path, faults);
      if (pattern != null && faults.size() == before && !pattern.matcher(text).matches()) {
        faults.add(fault("'" + text + "'", path, "satisfy regular expression pattern: " + pattern));
      }
    }
  }

  /** One of several words. */
  record OneOf(List<String> words) implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      String text = textOf(value);
      if (!words.contains(text)) {
        faults.add(fault("'" + text + "'", path, "satisfy enum value set: " + words));
      }
    }
  }

  /** True or false. */
  record Flag() implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      if (!value.isBoolean()) {
        throw wrongType(value, "Boolean");
      }
    }
  }

  /** A whole number in a range. */
  record Whole(long least, long most) implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      if (!value.isIntegralNumber()) {
        throw wrongType(value, "Integer");
      }
      if (value.longValue() < least) {
        faults.add(fault("'" + value + "'", path, "have value greater than or equal to " + least));
      } else if (value.longValue() > most) {
        faults.add(fault("'" + value + "'", path, "have value less than or equal to " + most));
      }
    }
  }

  /** A list with a length in a range. Each member must satisfy a rule. */
  record Elements(Rule member, int least, int most) implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      if (!value.isArray()) {
        throw value.isObject()
            ? Refusal.serialization("Start of structure or map found where not expected")
            : Refusal.serialization("Unexpected field type");
      }
      checkSize(value.size(), least, most, () -> show(value), path, faults);
      for (int at = 0; at < value.size(); at++) {
        member.check(path + "." + (at + 1) + ".member", value.get(at), faults);
      }
    }

    @Override
    public String show(JsonNode value) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(member::show)
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A map with a limited size. Each value must satisfy a rule. */
  record Entries(Rule member, int most) implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      requireObject(value);
      checkSize(value.size(), 0, most, () -> show(value), path, faults);
      value
          .properties()
          .forEach(
              each ->
                  member.check(path + "." + each.getKey() + ".member", each.getValue(), faults));
    }

    @Override
    public String show(JsonNode value) {
      return value.properties().stream()
          .map(each -> each.getKey() + "=" + member.show(each.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /** An item or an attribute value. Other code checks its content. */
  record Attributes() implements Rule {
    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      requireObject(value);
    }
  }

  /** A member of a structure. */
  record Member(String name, boolean required, Rule rule) {}

  /** An object with named members. Unknown members are ignored, as the service does. */
  record Structure(String name, List<Member> members) implements Rule {
    static Structure of(String name, Member... members) {
      return new Structure(name, Arrays.asList(members));
    }

    @Override
    public void check(String path, JsonNode value, List<String> faults) {
      requireObject(value);
      for (Member member : members) {
        String below = (path.isEmpty() ? "" : path + ".") + lowerFirst(member.name());
        JsonNode content = value.path(member.name());
        if (!content.isMissingNode() && !content.isNull()) {
          member.rule().check(below, content, faults);
        } else if (member.required()) {
          faults.add(fault("null", below, "not be null"));
        }
      }
    }

    @Override
    public String show(JsonNode value) {
      return members.stream()
          .filter(member -> value.has(member.name()))
          .map(
              member ->
                  lowerFirst(member.name()) + "=" + member.rule().show(value.get(member.name())))
          .collect(Collectors.joining(", ", name + "(", ")"));
    }
  }

  private static void requireObject(JsonNode value) {
    if (!value.isObject()) {
      throw Refusal.serialization("Unexpected field type");
    }
  }

  private static String textOf(JsonNode value) {
    if (!value.isTextual()) {
      throw wrongType(value, "String");
    }
    return value.textValue();
  }

  private static Refusal wrongType(JsonNode value, String wanted) {
    return switch (value.getNodeType()) {
      case ARRAY -> Refusal.serialization("Unrecognized collection type class java.lang." + wanted);
      case OBJECT -> Refusal.serialization("Start of structure or map found where not expected");
      case BOOLEAN ->
          Refusal.serialization(
              (value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE")
                  + " cannot be converted to "
                  + wanted);
      case STRING -> Refusal.serialization("STRING_VALUE cannot be converted to " + wanted);
      default ->
          Refusal.serialization(
              (value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE")
                  + " cannot be converted to "
                  + wanted);
    };
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
