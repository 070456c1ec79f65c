package dev.keyshelf.local.commands;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that name a stack on AWS, shared by all commands of operators. */
final class StackOptions {
  static final String STACK = "--stack";

  @Option(
      names = STACK,
      paramLabel = "S",
      scope = ScopeType.INHERIT,
      description = "The stack on AWS (default: this machine).")
  private @Nullable String stack;

  @Option(
      names = "--region",
      paramLabel = "R",
      scope = ScopeType.INHERIT,
      description = "The region of the stack (default: AWS_REGION, or that of the profile).")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "P",
      scope = ScopeType.INHERIT,
      description =
          "The profile of the AWS CLI that has the credentials (default: those of the environment,"
              + " or else of AWS_PROFILE).")
  private @Nullable String profile;

  Optional<String> stack() {
    return Optional.ofNullable(stack);
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }
}
