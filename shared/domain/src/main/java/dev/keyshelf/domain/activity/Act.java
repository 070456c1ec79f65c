package dev.keyshelf.domain.activity;

import java.time.Instant;

/**
 * Who runs a command, when, and in which request.
 *
 * @param at the single {@code now} that every decision of the command uses
 * @param requestId the id that finds the request in the logs
 */
public record Act(Actor by, Instant at, String requestId) {}
