package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user who got to see keys within a range, or whose links started downloads in it.
 *
 * @param user the subject of the user's token; empty for all links whose maker the log does not
 *     name
 * @param displayName the newest readable name that the log has
 * @param keyAccesses how often keys were issued, shown or rotated
 * @param downloads how many downloads links of the user started
 * @param firstAt when it was first, within the range
 * @param lastAt when it was last, within the range
 * @param customers whose keys or downloads these were, at most {@link #MOST_CUSTOMERS}, those
 *     touched last first
 * @param moreCustomers how many customers there are besides
 */
public record ActivityUser(
    Optional<String> user,
    Optional<String> displayName,
    int keyAccesses,
    int downloads,
    Instant firstAt,
    Instant lastAt,
    List<CustomerId> customers,
    int moreCustomers) {
  /** The most customers that are listed of a user. */
  public static final int MOST_CUSTOMERS = 100;

  /** Copies the list in. */
  public ActivityUser {
    customers = List.copyOf(customers);
  }
}
