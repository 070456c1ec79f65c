package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Keyshelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** Tries every option of every command at every place of the command line. */
@Isolated
final class AnyOrderTest {
  private static final AnyOrder ROOT = (AnyOrder) Keyshelf.commandLine();

  private static Stream<CommandLine> commands() {
    return ROOT.getSubcommands().values().stream()
        .flatMap(command -> Stream.concat(Stream.of(command), below(command)))
        .filter(command -> !(command.getCommand() instanceof HelpCommand));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream();
  }

  static Stream<Arguments> options() {
    return commands()
        .flatMap(
            command ->
                command.getCommandSpec().options().stream()
                    .map(option -> Arguments.of(pathOf(command), option.longestName())));
  }

  private static String pathOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName(" ").replaceFirst("^keyshelf ", "");
  }

  private static CommandLine commandAt(String path) {
    var command = (CommandLine) ROOT;
    for (var word : path.split(" ")) {
      command = Objects.requireNonNull(command.getSubcommands().get(word));
    }
    return command;
  }

  private static List<String> tokens(OptionSpec option) {
    return option.arity().min() == 0
        ? List.of(option.longestName())
        // The name of a command as an option's value must stay a value.
        : List.of(option.longestName(), "list");
  }

  @ParameterizedTest
  @MethodSource("options")
  void acceptsTheOptionAnywhere(String path, String name) {
    var command = commandAt(path);
    var option = command.getCommandSpec().findOption(name);
    assertThat(option).isNotNull();
    var line = new ArrayList<>(List.of(path.split(" ")));
    var words = line.size();
    line.addAll(List.of("operand", "another"));
    var arranged = new LinkedHashSet<List<String>>();
    for (int place = 0; place <= line.size(); place++) {
      var all = new ArrayList<>(line);
      all.addAll(place, tokens(option));
      arranged.add(List.of(ROOT.arranged(all.toArray(String[]::new))));
    }

    var expected = new ArrayList<>(line);
    expected.addAll(words, tokens(option));
    assertThat(arranged).containsExactly(expected);
  }

  @Test
  void takesAValueWithEachNameInAllCommandsOrInNone() {
    Map<String, Integer> values = new HashMap<>();
    commands()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .forEach(
            option ->
                assertThat(values.merge(option.longestName(), option.arity().min(), Math::min))
                    .as(option.longestName())
                    .isEqualTo(option.arity().min()));
  }

  @Test
  void keepsTheOrderOfARepeatedOptionsValues() {
    assertThat(ROOT.arranged("--role", "A", "token", "--role=B", "--user", "u"))
        .containsExactly("token", "--role", "A", "--role=B", "--user", "u");
  }

  @Test
  void leavesArgumentsAfterTheEndOfOptionsUnchanged() {
    assertThat(ROOT.arranged("--data", "d", "import", "--", "--data", "serve"))
        .containsExactly("import", "--data", "d", "--", "--data", "serve");
  }

  @Test
  void doesNotTakeAnOperandForACommand() {
    assertThat(ROOT.arranged("frobnicate", "serve")).containsExactly("frobnicate", "serve");
    assertThat(ROOT.arranged("backup", "list")).containsExactly("backup", "list");
  }

  @Test
  void keepsOptionsThatOnlyTheRootDeclares() {
    assertThat(ROOT.arranged("serve", "--version")).containsExactly("--version", "serve");
  }

  @Test
  void leavesAnUnknownOptionToTheCommand() {
    assertThat(ROOT.arranged("--prot", "serve", "1")).containsExactly("serve", "--prot", "1");
    assertThat(ROOT.arranged("serve", "--data")).containsExactly("serve", "--data");
  }
}
