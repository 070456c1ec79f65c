package dev.keyshelf.local.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command line that accepts options anywhere: before, between and after the words that name the
 * command. Picocli itself accepts an option only to the right of the command that declares it.
 */
public final class AnyOrder extends CommandLine {
  private static final String END_OF_OPTIONS = "--";

  /** Creates the command line of a root command. */
  public AnyOrder(Object command) {
    super(command);
  }

  @Override
  public int execute(String... arguments) {
    return super.execute(arranged(arguments));
  }

  /** Moves each option to the right of the last command word that declares it. */
  String[] arranged(String... arguments) {
    var commands = new ArrayList<CommandLine>(List.of(this));
    var groups = new ArrayList<List<String>>();
    var operands = new ArrayList<String>();
    for (int i = 0; i < arguments.length; i++) {
      var each = arguments[i];
      if (each.equals(END_OF_OPTIONS)) {
        operands.addAll(List.of(arguments).subList(i, arguments.length));
        break;
      }
      var command = commands.getLast().getSubcommands().get(each);
      if (isOption(each)) {
        var group = new ArrayList<>(List.of(each));
        if (takesTheNext(each, this) && i + 1 < arguments.length) {
          i++;
          group.add(arguments[i]);
        }
        groups.add(group);
      } else if (command != null && operands.isEmpty()) {
        commands.add(command);
      } else {
        operands.add(each);
      }
    }
    return arranged(commands, groups, operands);
  }

  private static String[] arranged(
      List<CommandLine> commands, List<List<String>> groups, List<String> operands) {
    var all = new ArrayList<String>();
    for (int i = 0; i < commands.size(); i++) {
      var level = i;
      if (level > 0) {
        all.add(commands.get(level).getCommandName());
      }
      groups.stream()
          .filter(group -> levelOf(group.getFirst(), commands) == level)
          .forEach(all::addAll);
    }
    all.addAll(operands);
    return all.toArray(String[]::new);
  }

  /** An option that no command declares goes to the last command, which refuses it by name. */
  private static int levelOf(String option, List<CommandLine> commands) {
    for (int i = commands.size() - 1; i >= 0; i--) {
      if (declared(option, commands.get(i)).isPresent()) {
        return i;
      }
    }
    return commands.size() - 1;
  }

  static boolean isOption(String argument) {
    return argument.startsWith("-") && argument.length() > 1;
  }

  /** Looks at all commands, since the option may stand left of the command that declares it. */
  static boolean takesTheNext(String option, CommandLine root) {
    return option.indexOf('=') < 0
        && tree(root)
            .flatMap(command -> declared(option, command).stream())
            .anyMatch(declared -> declared.arity().min() > 0);
  }

  static Optional<OptionSpec> declared(String option, CommandLine command) {
    var end = option.indexOf('=');
    var name = end < 0 ? option : option.substring(0, end);
    return Optional.ofNullable(command.getCommandSpec().optionsMap().get(name));
  }

  static Stream<CommandLine> tree(CommandLine root) {
    return Stream.concat(
        Stream.of(root), root.getSubcommands().values().stream().flatMap(AnyOrder::tree));
  }
}
