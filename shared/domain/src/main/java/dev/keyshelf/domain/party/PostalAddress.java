package dev.keyshelf.domain.party;

import dev.keyshelf.domain.identity.Market;
import java.util.List;
import java.util.Optional;

/**
 * A postal address.
 *
 * @param lines one to three lines: street and number, or a post-office box
 * @param postalCode empty in countries without postal codes
 * @param region the state or province, where addresses have one
 */
public record PostalAddress(
    List<String> lines,
    String city,
    Optional<String> postalCode,
    Optional<String> region,
    Market country) {
  /** The most lines. */
  public static final int MOST_LINES = 3;

  /**
   * Copies the lines.
   *
   * @throws IllegalArgumentException if there are none, or more than three
   */
  public PostalAddress {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("an address must have one to three lines");
    }
  }
}
