package dev.keyshelf.domain.activity;

import java.time.Instant;

/**
 * The circumstances of a command.
 *
 * @param at the one {@code now} that every decision of the command uses
 * @param requestId what finds the request in the logs
 */
public record Act(Actor by, Instant at, String requestId) {}
