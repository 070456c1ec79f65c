package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who made links, as the log says: a link's id holds the time of the record of its creation. */
final class LinkMakers {
  private static final ActivityFilter CREATED =
      ActivityFilter.of(Set.of(Operation.LINK_CREATED), Outcome.DONE);

  private final ActivityLog log;
  private final PartnerId partner;
  private final Map<LinkId, Optional<Actor.User>> known = new HashMap<>();

  LinkMakers(ActivityLog log, PartnerId partner) {
    this.log = log;
    this.partner = partner;
  }

  /** Tells whether {@link #find} needs no store. */
  boolean knows(LinkId link) {
    return known.containsKey(link);
  }

  /** Finds the user who made a link; one query for each link. */
  Optional<Actor.User> find(LinkId link) {
    return known.computeIfAbsent(link, this::look);
  }

  private Optional<Actor.User> look(LinkId link) {
    var at = link.createdAt();
    var question = new Question(at, at.plusMillis(1), CREATED);
    var created = log.list(partner, question, ActivityLog.LONGEST_PAGE, Optional.empty());
    return created.records().stream()
        .filter(record -> record.subject().link().filter(link::equals).isPresent())
        .map(ActivityRecord::by)
        .filter(Actor.User.class::isInstance)
        .map(Actor.User.class::cast)
        .findFirst();
  }
}
