package dev.keyshelf.local.commands;

import dev.keyshelf.local.console.ConsolePages;
import dev.keyshelf.local.fault.UserFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say how the web console signs in at another issuer: the template's parameters.
 */
final class ConsoleOptions {
  /** Scopes as OAuth has them (RFC 6749, 3.3), with one blank between two. */
  private static final Pattern SCOPES = Pattern.compile("[!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*");

  /** The Content-Security-Policy has them as they are, with blanks between them. */
  private static final Pattern ORIGINS =
      Pattern.compile(
          "https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?( https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?)*");

  @Option(
      names = "--console-scope",
      paramLabel = "\"S...\"",
      description =
          "The scopes that the web console asks --issuer for (default: \"openid offline_access\").")
  private @Nullable String scope;

  @Option(
      names = "--operator-scope",
      paramLabel = "\"S...\"",
      description =
          "The scopes that the operators' console asks for (default: \"openid offline_access\").")
  private @Nullable String operatorScope;

  @Option(
      names = "--issuer-origins",
      paramLabel = "\"URL...\"",
      description =
          "Other origins of --issuer's endpoints, with blanks between them. The console may connect"
              + " to no others.")
  private @Nullable String origins;

  /** Returns whether one of these options is given. */
  boolean areGiven() {
    return scope != null || operatorScope != null || origins != null;
  }

  /** Returns whether the scopes of the operators' part are given. */
  boolean areGivenForOperators() {
    return operatorScope != null;
  }

  /**
   * Returns the scopes that the console asks for.
   *
   * @throws UserFault if they are malformed
   */
  String scope() {
    return scopes("--console-scope", scope);
  }

  /**
   * Returns the scopes that the operators' part of the console asks for.
   *
   * @throws UserFault if they are malformed
   */
  String operatorScope() {
    return scopes("--operator-scope", operatorScope);
  }

  private static String scopes(String option, @Nullable String given) {
    if (given == null) {
      return ConsolePages.Client.USUAL_SCOPE;
    }
    if (!SCOPES.matcher(given).matches()) {
      throw new UserFault(
          "%s must be scopes with one blank between two, was '%s'".formatted(option, given));
    }
    return given;
  }

  /**
   * Returns the other origins of the issuer's endpoints.
   *
   * @throws UserFault if they are malformed
   */
  List<String> origins() {
    if (origins == null || origins.isEmpty()) {
      return List.of();
    }
    if (!ORIGINS.matcher(origins).matches()) {
      throw new UserFault(
          "--issuer-origins must be origins without a slash at their end, with one blank between"
              + " two, was '%s'".formatted(origins));
    }
    return List.of(origins.split(" "));
  }
}
