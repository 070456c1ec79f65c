package dev.keyshelf.local.commands;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes what is wrong with a command line, and suggests the nearest command or option. */
public final class Mistyped {
  private static final int MOST_EDITS = 2;

  private Mistyped() {}

  /** Returns the message for a command line that cannot be parsed. */
  public static String of(ParameterException e) {
    var command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(command, unmatched.getUnmatched());
    }
    if (isFromHelp(e)) {
      return noSuchCommand(command, e.getValue());
    }
    return "%s; see `%s`".formatted(Misused.of(e), helpOf(command));
  }

  private static String unmatched(CommandLine command, List<String> words) {
    var root = command.getCommandSpec().root().commandLine();
    var operands = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (!AnyOrder.isOption(word)) {
        operands.add(word);
      } else if (command.getSubcommands().isEmpty() || !isDeclared(word, root)) {
        return noSuchOption(command, word);
      } else if (AnyOrder.takesTheNext(word, root)) {
        i++;
      }
    }
    if (operands.isEmpty()) {
      return noSuchOption(command, words.getFirst());
    }
    return command.getSubcommands().isEmpty()
        ? "unexpected argument: %s; see `%s`".formatted(operands.getFirst(), helpOf(command))
        : noSuchCommand(command, operands.getFirst());
  }

  private static boolean isDeclared(String option, CommandLine root) {
    return AnyOrder.tree(root).anyMatch(each -> AnyOrder.declared(option, each).isPresent());
  }

  /** Returns whether the help command did not know a command. Picocli has no own type for that. */
  private static boolean isFromHelp(ParameterException e) {
    var parsed = e.getCommandLine().getParseResult();
    return parsed != null
        && parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof HelpCommand;
  }

  private static String noSuchCommand(CommandLine command, String word) {
    return "no such command: %s (%s`%s` lists them)"
        .formatted(
            (pathOf(command) + " " + word).strip(),
            suggestion(word, command.getSubcommands().keySet()),
            helpOf(command));
  }

  private static String noSuchOption(CommandLine command, String word) {
    var name = word.split("=", 2)[0];
    return "no such option: %s (%s`%s` lists them)"
        .formatted(
            name,
            suggestion(name, command.getCommandSpec().optionsMap().keySet()),
            helpOf(command));
  }

  private static String suggestion(String word, Collection<String> names) {
    return nearest(word, names).map("did you mean %s? "::formatted).orElse("");
  }

  /** Returns the name with the smallest edit distance to the word, if the distance is small. */
  private static Optional<String> nearest(String word, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(word, name) <= Math.min(MOST_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(word, name)));
  }

  /** Returns the Levenshtein distance, ignoring case. */
  private static int edits(String one, String other) {
    var above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        var isSame = isSameLetter(one.charAt(i - 1), other.charAt(j - 1));
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (isSame ? 0 : 1));
      }
      above = row;
    }
    return above[other.length()];
  }

  private static boolean isSameLetter(char one, char other) {
    return Character.toLowerCase(one) == Character.toLowerCase(other);
  }

  private static String pathOf(CommandLine command) {
    return command
        .getCommandSpec()
        .qualifiedName(" ")
        .substring(programOf(command).length())
        .strip();
  }

  private static String helpOf(CommandLine command) {
    var path = pathOf(command);
    var hasHelpOption = AnyOrder.declared("--help", command).isPresent();
    return path.isEmpty() || !hasHelpOption
        ? "./%s help %s".formatted(programOf(command), path).strip()
        : "./%s %s --help".formatted(programOf(command), path);
  }

  private static String programOf(CommandLine command) {
    return command.getCommandSpec().root().name();
  }
}
