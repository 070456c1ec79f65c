package dev.keyshelf.local.machine;

import java.net.URI;

/**
 * The place where a partner's API is called.
 *
 * @param server the address of the API, without a path
 * @param token a bearer token of a user of the partner
 */
public record Endpoint(URI server, String token) {
  /** The answer of a command that finds no server on its data folder. */
  public static final String NONE =
      "no server runs on this data folder; start one with `./keyshelf serve`";

  /** Returns the address only, since a token must not reach a log. */
  @Override
  public String toString() {
    return server.toString();
  }
}
