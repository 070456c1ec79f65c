package dev.keyshelf.domain.key;

import java.time.Instant;

/**
 * Why, when and by whom a key was taken out of use; it stays so, and is never sold again.
 *
 * @param text in the user's own words; empty when they gave none
 */
public record Revocation(Instant at, String by, ReasonCode code, String text) {
  /** The reasons that a user can give. */
  public enum ReasonCode {
    COMPROMISED,
    LOST,
    OTHER
  }
}
