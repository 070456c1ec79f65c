package dev.keyshelf.local.commands;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.stack.OperatorAccess;
import dev.keyshelf.local.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command on a stack on AWS, or on a data folder of this machine. */
abstract class StackCommand extends DataCommand {
  private static final List<String> OF_THIS_MACHINE = List.of("--data", "--clock-offset");
  private static final List<String> OF_A_STACK = List.of("--region", "--profile");

  @Mixin private StackOptions options = new StackOptions();

  private @Nullable Stack opened;

  /**
   * Finds the stack that the command names; empty if it means this machine.
   *
   * @throws UserFault if an option is of the other place, or the stack cannot be read
   */
  final Optional<Stack> stack() {
    if (opened == null && options.stack().isPresent()) {
      refuse(OF_THIS_MACHINE, "%s is an option of this machine, and --stack names a stack on AWS");
      opened = Stack.open(options.stack().get(), access());
    }
    if (opened == null) {
      refuse(OF_A_STACK, "%s needs --stack");
    }
    return Optional.ofNullable(opened);
  }

  private OperatorAccess access() {
    return new OperatorAccess(surroundings().environment(), options.region(), options.profile());
  }

  /**
   * Refuses options that are given.
   *
   * @param why the message, with a place for the option
   */
  final void refuse(List<String> names, String why) {
    names.stream()
        .filter(this::isGiven)
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserFault(why.formatted(name));
            });
  }

  /** Returns whether an option was written, rather than left at its default. */
  private boolean isGiven(String option) {
    for (var parsed = spec().root().commandLine().getParseResult();
        parsed != null;
        parsed = parsed.subcommand()) {
      if (parsed.hasMatchedOption(option)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Invokes a function of the stack, or of this machine, and returns its answer.
   *
   * @param clockOffset how far the business's clock is ahead on this machine; zero for that of the
   *     running server
   */
  final byte[] invoke(String function, byte[] event, Duration clockOffset) {
    var stack = stack();
    if (stack.isPresent()) {
      return stack.get().invoke(function, event);
    }
    try (var backstage = Backstage.open(data().settings().withClockOffset(clockOffset))) {
      return backstage.functions().invoke(function, event);
    }
  }
}
