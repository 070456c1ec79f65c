package dev.keyshelf.aws;

import dev.keyshelf.domain.webhook.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment variables that configure a function.
 *
 * @param isProcess whether they are the variables of this process
 */
record Environment(Map<String, String> variables, boolean isProcess) {
  private static final Duration USUAL_URL_LIFETIME = Duration.ofMinutes(2);

  private static final List<String> TOKEN_SETTINGS =
      List.of(
          "KEYSHELF_TOKEN_ISSUER",
          "KEYSHELF_TOKEN_AUDIENCE",
          "KEYSHELF_OPERATOR_ISSUER",
          "KEYSHELF_OPERATOR_AUDIENCE",
          "KEYSHELF_FURTHER_ISSUERS",
          "KEYSHELF_PARTNER_CLAIM",
          "KEYSHELF_PARTNER_BY",
          "KEYSHELF_ROLES_CLAIM",
          "KEYSHELF_USER_CLAIM",
          "KEYSHELF_NAME_CLAIM",
          "KEYSHELF_ROLE_MAP");

  Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * Returns the value of a required variable. Without it a function fails at its start, not at each
   * request.
   *
   * @throws IllegalStateException if the variable is not set
   */
  String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("the environment variable " + name + " is not set"));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Returns whether Lambda makes a snapshot of this process once it is initialized. */
  boolean isSnapStarted() {
    return find("AWS_LAMBDA_INITIALIZATION_TYPE").filter("snap-start"::equals).isPresent();
  }

  /** Returns how long a URL that a function signs works. */
  Duration urlLifetime() {
    return find("KEYSHELF_URL_SECONDS")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(USUAL_URL_LIFETIME);
  }

  /** Returns how long an answer may wait for an event. */
  Duration eventsWait() {
    return find("KEYSHELF_EVENTS_WAIT_SECONDS")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  /** Returns the variables about tokens, without those that are empty. */
  Map<String, String> tokenSettings() {
    Map<String, String> settings = new TreeMap<>();
    TOKEN_SETTINGS.forEach(name -> find(name).ifPresent(value -> settings.put(name, value)));
    return settings;
  }

  /** Returns where webhooks may go to. Only a developer's machine sets the variable. */
  Reach reach() {
    return find("KEYSHELF_WEBHOOKS_TO_LOOPBACK").filter("true"::equals).isPresent()
        ? Reach.LOOPBACK_TOO
        : Reach.PUBLIC;
  }
}
