package dev.keyshelf.local.listen;

import java.net.URI;

/**
 * The place where a feed is read.
 *
 * @param server the address of the API, without a path
 * @param token a bearer token of a user who may read the feed
 */
public record Endpoint(URI server, String token) {
  /** Returns the address only, since a token must not reach a log. */
  @Override
  public String toString() {
    return server.toString();
  }
}
