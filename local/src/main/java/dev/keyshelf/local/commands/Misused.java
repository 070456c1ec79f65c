package dev.keyshelf.local.commands;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;

/** Describes what is wrong with an option or an argument that the command has. */
final class Misused {
  private static final Map<Class<?>, String> FORMS =
      Map.of(
          int.class, "a whole number",
          Integer.class, "a whole number",
          long.class, "a whole number",
          Long.class, "a whole number",
          Duration.class, "an ISO 8601 duration such as PT12H");

  private Misused() {}

  static String of(ParameterException e) {
    return switch (e) {
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + " can be given only once";
      default -> wrong(e);
    };
  }

  private static String missing(MissingParameterException e) {
    var names = e.getMissing().stream().map(Misused::name).toList();
    if (names.isEmpty()) {
      return said(e);
    }
    // Picocli reports an option without its value in the same way as an option that lacks.
    if (said(e).contains("arameter for option")) {
      return names.getFirst() + " needs a value";
    }
    return names.size() == 1
        ? names.getFirst() + " is required"
        : "%s and %s are required"
            .formatted(String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
  }

  /** Converters say what a value must be. For the usual types, this does. */
  private static String wrong(ParameterException e) {
    var argument = e.getArgSpec();
    if (argument == null) {
      return said(e);
    }
    var own = said(e).indexOf("must be ");
    if (own >= 0) {
      return name(argument) + " " + said(e).substring(own);
    }
    return form(argument)
        .map(form -> "%s must be %s, was '%s'".formatted(name(argument), form, e.getValue()))
        .orElseGet(() -> said(e));
  }

  private static Optional<String> form(ArgSpec argument) {
    if (argument.typeInfo().isMap()) {
      return Optional.of(argument.paramLabel());
    }
    var type = argument.auxiliaryTypes()[0];
    return type.isEnum()
        ? Optional.of(
            "one of "
                + Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")))
        : Optional.ofNullable(FORMS.get(type));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String said(ParameterException e) {
    return String.valueOf(e.getMessage());
  }
}
