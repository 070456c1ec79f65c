package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The feed of each partner: the records of its log, each with a number. */
public interface Feeds {
  /**
   * Gives each record that has none the next number, in this order. A record gets one number, no
   * matter how often and by how many callers it is published. If this fails, the first of the
   * records may have numbers, and the rest have none.
   *
   * @param records records of the partner's log
   * @return how many got a number
   * @throws dev.keyshelf.domain.once.UnavailableException if the store does not answer, or others
   *     publish too much at the same time
   */
  int publish(PartnerId partner, List<ActivityRecord> records);

  /** Returns the last number given, or 0 if there is none. */
  long last(PartnerId partner);

  /**
   * Lists events in the order of their numbers, which have no gap. An empty list means that there
   * are none yet.
   *
   * @param after the number after which the list starts
   * @param limit the most events; a list can be shorter although there are more
   */
  List<Event> list(PartnerId partner, long after, int limit);

  /**
   * Finds records of the log without a number, in the order of the log.
   *
   * @param from the first instant (inclusive)
   * @param to the end of the time (exclusive)
   * @param limit the most records; if there are as many, there may be more
   */
  Unnumbered unnumbered(PartnerId partner, Instant from, Instant to, int limit);

  /** Records of the log without a number, and items that this release cannot read. */
  record Unnumbered(List<ActivityRecord> records, List<Malformed> malformed) {
    /** Copies the lists. */
    public Unnumbered {
      records = List.copyOf(records);
      malformed = List.copyOf(malformed);
    }
  }

  /**
   * A log item that is no activity record, or one of another release. It has no number.
   *
   * @param key the item's key
   * @param at when it is dated; empty if no record can have its key
   */
  record Malformed(String key, Optional<Instant> at) {}
}
