package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is counted of one user. Records are added newest first. */
final class UserTally {
  private final Set<CustomerId> customers = new LinkedHashSet<>();
  private final Instant lastAt;
  private Instant firstAt;
  private Optional<String> displayName = Optional.empty();
  private Optional<LinkId> lastLink = Optional.empty();
  private int keyAccesses;
  private int downloads;

  /** Counts from the newest record on. */
  UserTally(Instant lastAt) {
    this.lastAt = lastAt;
    this.firstAt = lastAt;
  }

  Instant lastAt() {
    return lastAt;
  }

  void add(ActivityRecord record) {
    firstAt = record.at();
    record.subject().customer().ifPresent(customers::add);
    if (record.operation() == Operation.DOWNLOAD_STARTED) {
      downloads++;
    } else {
      keyAccesses++;
    }
    if (lastLink.isEmpty()) {
      lastLink = record.subject().link();
    }
    if (displayName.isEmpty() && record.by() instanceof Actor.User user) {
      displayName = user.displayName();
    }
  }

  /** Returns the link whose creation may tell a name that no counted record tells. */
  Optional<LinkId> linkOfTheNameless() {
    return displayName.isPresent() ? Optional.empty() : lastLink;
  }

  void isCalled(Optional<String> name) {
    displayName = name;
  }

  ActivityUser of(Optional<String> user) {
    var listed = customers.stream().limit(ActivityUser.MOST_CUSTOMERS).toList();
    return new ActivityUser(
        user,
        displayName,
        keyAccesses,
        downloads,
        firstAt,
        lastAt,
        listed,
        customers.size() - listed.size());
  }
}
