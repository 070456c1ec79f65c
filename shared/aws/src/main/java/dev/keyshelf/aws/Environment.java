package dev.keyshelf.aws;

import java.util.Map;
import java.util.Optional;

/**
 * The variables that a function is configured by.
 *
 * @param isProcess whether they are the process's own
 */
record Environment(Map<String, String> variables, boolean isProcess) {
  Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * Gives a variable that must be set: a function without it fails at its start, not per request.
   */
  String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("the environment variable " + name + " is not set"));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
