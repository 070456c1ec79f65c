package dev.keyshelf.local.http;

import java.time.Duration;

/**
 * How long a connection may make the server wait.
 *
 * @param idle for the next request, while a connection is kept alive
 * @param head for the whole head of a request, from its connection or its first byte on
 * @param body for more of a body, and for a client to take its answer
 */
public record Timeouts(Duration idle, Duration head, Duration body) {
  /** Kept alive for longer than the pools of usual clients, which would reuse a closed one. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(15), Duration.ofSeconds(30));
}
