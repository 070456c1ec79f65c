package dev.keyshelf.domain.key;

import java.time.Instant;

/**
 * When, by whom and why a key was revoked. A revoked key never works again and is never sold again.
 *
 * @param text the reason in the user's own words; empty if they gave none
 */
public record Revocation(Instant at, String by, ReasonCode code, String text) {
  /** The reasons that a user can give. */
  public enum ReasonCode {
    COMPROMISED,
    LOST,
    OTHER
  }
}
