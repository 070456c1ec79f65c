package dev.keyshelf.embedded;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A part of a template that knows its file and place, so that each error can name them. */
final class Section {
  private final Path file;
  private final String place;
  private final @Nullable Object value;
  private final UnaryOperator<@Nullable Object> resolution;

  private Section(
      Path file, String place, @Nullable Object value, UnaryOperator<@Nullable Object> resolution) {
    this.file = file;
    this.place = place;
    this.value = value;
    this.resolution = resolution;
  }

  static Section ofFile(Path file, @Nullable Object value) {
    return new Section(file, "", value, UnaryOperator.identity());
  }

  /** Returns this section with a function that resolves intrinsic functions when a part is read. */
  Section resolvedBy(UnaryOperator<@Nullable Object> newResolution) {
    return new Section(file, place, value, newResolution);
  }

  Section at(String key) {
    String below = place.isEmpty() ? key : place + "." + key;
    return new Section(file, below, map().get(key), resolution);
  }

  boolean isPresent() {
    return resolved() != null;
  }

  boolean isList() {
    return resolved() instanceof List<?>;
  }

  /** Returns the value as written, without resolving intrinsic functions. */
  @Nullable Object written() {
    return value;
  }

  /** Returns the keys in the order of the file; none if the section is missing. */
  Set<String> keys() {
    return map().keySet();
  }

  /** Returns the elements in the order of the file; none if the section is missing. */
  List<Section> elements() {
    return switch (resolved()) {
      case null -> List.of();
      case List<?> list ->
          IntStream.range(0, list.size())
              .mapToObj(i -> new Section(file, place + "[" + i + "]", list.get(i), resolution))
              .toList();
      default -> throw problem("is not a list");
    };
  }

  <T> List<T> map(Function<Section, T> each) {
    return elements().stream().map(each).toList();
  }

  String text() {
    return optionalText().orElseThrow(() -> problem("is missing"));
  }

  String text(String fallback) {
    return optionalText().orElse(fallback);
  }

  Optional<String> optionalText() {
    return switch (resolved()) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Map<?, ?> map
          when map.size() == 1
              && map.keySet().iterator().next() instanceof String f
              && f.startsWith("Fn::") ->
          throw problem("uses " + f + ", which is not supported on one machine");
      default -> throw problem("is not text");
    };
  }

  int number(int fallback, int least, int most) {
    return optionalText().map(text -> parse(text, least, most)).orElse(fallback);
  }

  boolean flag(boolean fallback) {
    return optionalText().map(this::parseFlag).orElse(fallback);
  }

  private int parse(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // The exception below reports this, as it does a number that is out of range.
    }
    throw problem("is %s, not a number from %s to %s".formatted(text, least, most));
  }

  private boolean parseFlag(String text) {
    return switch (text) {
      case "true", "True", "yes" -> true;
      case "false", "False", "no" -> false;
      default -> throw problem("is %s, neither true nor false".formatted(text));
    };
  }

  TemplateException problem(String complaint) {
    return new TemplateException(
        place.isEmpty()
            ? "%s: %s".formatted(file, complaint)
            : "%s: %s %s".formatted(file, place, complaint));
  }

  private @Nullable Object resolved() {
    try {
      return resolution.apply(value);
    } catch (Unresolvable unresolvable) {
      throw problem(unresolvable.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // The keys of a YAML mapping are text, as CloudFormation needs.
  private Map<String, @Nullable Object> map() {
    return switch (resolved()) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
      default -> throw problem("is not a mapping");
    };
  }

  /** A value that cannot be resolved. The section that reads it adds the place to the message. */
  static final class Unresolvable extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final String complaint;

    Unresolvable(String complaint) {
      super(complaint, null, false, false);
      this.complaint = complaint;
    }

    @Override
    public String getMessage() {
      return complaint;
    }
  }
}
