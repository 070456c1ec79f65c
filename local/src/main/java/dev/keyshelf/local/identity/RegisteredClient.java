package dev.keyshelf.local.identity;

import java.net.URI;
import java.util.Set;

/**
 * A public client of the development issuer. It has no secret, so each sign-in needs PKCE.
 *
 * @param isForOperators whether operators sign in with it, instead of users of partners
 * @param redirects the URIs that may get a code, compared character by character
 * @param exits the URIs to which a sign-out may lead, compared character by character
 */
public record RegisteredClient(
    String id, boolean isForOperators, Set<String> redirects, Set<String> exits) {
  /** The id of the console. */
  public static final String CONSOLE = "keyshelf-console";

  /** The id of the console for operators. */
  public static final String OPERATOR_CONSOLE = "keyshelf-operator-console";

  public RegisteredClient {
    redirects = Set.copyOf(redirects);
    exits = Set.copyOf(exits);
  }

  /** Returns the console that is served at a URL without a slash at the end. */
  public static RegisteredClient console(URI baseUrl) {
    return new RegisteredClient(
        CONSOLE, false, Set.of(baseUrl + "/signed-in"), Set.of(baseUrl + "/signed-out"));
  }

  /** Returns the operators' part of the console at the same URL. It signs in on its own. */
  public static RegisteredClient operatorConsole(URI baseUrl) {
    return new RegisteredClient(
        OPERATOR_CONSOLE,
        true,
        Set.of(baseUrl + "/operator/signed-in"),
        Set.of(baseUrl + "/operator/signed-out"));
  }
}
