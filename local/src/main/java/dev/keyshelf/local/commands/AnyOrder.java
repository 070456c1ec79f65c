package dev.keyshelf.local.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command line whose options stand anywhere: before, between and after the words that name the
 * command. Picocli itself takes an option only right of the command that declares it.
 */
public final class AnyOrder extends CommandLine {
  private static final String END_OF_OPTIONS = "--";

  /** Runs a command of this tree. */
  public AnyOrder(Object command) {
    super(command);
  }

  @Override
  public int execute(String... arguments) {
    return super.execute(arranged(arguments));
  }

  /** Returns the arguments with each option right of the last command word that declares it. */
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
        if (takesTheNext(each) && i + 1 < arguments.length) {
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

  /** The last command takes what none declares, and refuses it in its own name. */
  private static int levelOf(String option, List<CommandLine> commands) {
    for (int i = commands.size() - 1; i >= 0; i--) {
      if (declared(option, commands.get(i)).isPresent()) {
        return i;
      }
    }
    return commands.size() - 1;
  }

  private static boolean isOption(String argument) {
    return argument.startsWith("-") && argument.length() > 1;
  }

  /** Looks at all commands: which one is meant may be said further right. */
  private boolean takesTheNext(String option) {
    return option.indexOf('=') < 0
        && tree(this)
            .flatMap(command -> declared(option, command).stream())
            .anyMatch(declared -> declared.arity().min() > 0);
  }

  private static Optional<OptionSpec> declared(String option, CommandLine command) {
    var end = option.indexOf('=');
    var name = end < 0 ? option : option.substring(0, end);
    return Optional.ofNullable(command.getCommandSpec().optionsMap().get(name));
  }

  private static Stream<CommandLine> tree(CommandLine root) {
    return Stream.concat(
        Stream.of(root), root.getSubcommands().values().stream().flatMap(AnyOrder::tree));
  }
}
