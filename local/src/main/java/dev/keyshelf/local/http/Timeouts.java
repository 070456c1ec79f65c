package dev.keyshelf.local.http;

import java.time.Duration;

/**
 * How long the server waits for a client.
 *
 * @param idle for the next request, while a connection is kept alive
 * @param head for the whole head of a request, from the connection or the head's first byte on
 * @param body for more bytes of a body, and for the client to read a response
 */
public record Timeouts(Duration idle, Duration head, Duration body) {
  /** Connections idle longer than in usual clients' pools, which could reuse a closed one. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(15), Duration.ofSeconds(30));
}
