package dev.keyshelf.domain.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * Who runs a command, when, and in which request.
 *
 * @param at the single {@code now} that every decision of the command uses
 * @param requestId the id that finds the request in the logs
 * @param span the request's place in its client's trace; empty if the client sent none
 */
public record Act(Actor by, Instant at, String requestId, Optional<Span> span) {
  /** Creates an act outside any client's trace. */
  public Act(Actor by, Instant at, String requestId) {
    this(by, at, requestId, Optional.empty());
  }
}
