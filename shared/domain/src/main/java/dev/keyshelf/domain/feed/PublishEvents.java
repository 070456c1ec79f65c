package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Publishes records of the log, as a stream hands them over: in their order, maybe repeatedly. */
public final class PublishEvents {
  private final Feeds feeds;

  /** Publishes to these feeds. */
  public PublishEvents(Feeds feeds) {
    this.feeds = feeds;
  }

  /**
   * The result of a batch.
   *
   * @param published how many records got a number
   * @param failed the partners whose records are not all published, each with the reason; those of
   *     all others are
   */
  public record Report(int published, List<Failure> failed) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }

    /** Returns whether all records of a partner have a number. */
    public boolean isDone(PartnerId partner) {
      return failed.stream().noneMatch(failure -> failure.partner().equals(partner));
    }
  }

  /** A partner whose records could not all be published, and why. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /** Publishes records of any partners. A failure of one partner does not stop the others. */
  public Report publish(List<ActivityRecord> records) {
    var byPartner = new LinkedHashMap<PartnerId, List<ActivityRecord>>();
    for (var each : records) {
      byPartner.computeIfAbsent(each.partner(), _ -> new ArrayList<>()).add(each);
    }
    var published = 0;
    var failed = new ArrayList<Failure>();
    for (var each : byPartner.entrySet()) {
      try {
        published += feeds.publish(each.getKey(), each.getValue());
      } catch (RuntimeException why) {
        failed.add(new Failure(each.getKey(), why));
      }
    }
    return new Report(published, failed);
  }
}
