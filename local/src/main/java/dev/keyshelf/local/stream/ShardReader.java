package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template.StreamMapping;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands the records of one shard to the mapping's function, in order. */
final class ShardReader {
  private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());

  /** A stream forgets a record after this time. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final StreamMapping mapping;
  private final StreamSource source;
  private final String shard;
  private final Delivery delivery;
  private final InstantSource clock;

  /** Records that the function still has to handle. */
  private final ArrayDeque<ObjectNode> pending = new ArrayDeque<>();

  private @Nullable Place handled;
  private @Nullable Place endOfPage;
  private @Nullable String iterator;
  private boolean isEnded;
  private int limit;
  private Duration pause = Duration.ZERO;
  private Instant due = Instant.MIN;

  ShardReader(
      StreamMapping mapping,
      StreamSource source,
      String shard,
      Optional<Place> handled,
      Delivery delivery,
      InstantSource clock) {
    this.mapping = mapping;
    this.source = source;
    this.shard = shard;
    this.handled = handled.orElse(null);
    this.delivery = delivery;
    this.clock = clock;
    this.limit = mapping.batchSize();
  }

  /** What one step did. */
  enum Step {
    /** The shard has no new record. */
    IDLE,
    /** Records were read, and the function did not have to handle any. */
    PASSED,
    /** The function handled at least one record. */
    DELIVERED,
    /** The function handled no record. A smaller batch is due after a pause. */
    HALVED,
    /** The function handled no record. The same batch is due again after a pause. */
    FAILED,
    /** The shard is closed, and all its records were handled. */
    ENDED
  }

  /** Returns the last handled record; empty if there is none. */
  Optional<Place> handled() {
    return Optional.ofNullable(handled);
  }

  /** Returns when the next step is due. */
  Instant due() {
    return due;
  }

  /** Reads a page if no record is pending, and delivers at most one batch. */
  Step step() {
    if (pending.isEmpty()) {
      boolean isNew = read();
      if (pending.isEmpty()) {
        return isNew ? Step.PASSED : isEnded ? Step.ENDED : Step.IDLE;
      }
    }
    return deliver();
  }

  private boolean read() {
    if (isEnded) {
      return false;
    }
    String from = iterator;
    iterator = null; // If the read fails, the next step begins after the last handled record.
    var page = from == null ? opened() : source.read(from);
    if (page.isEmpty()) {
      page = handled == null ? source.read(source.oldest(shard)) : opened();
    }
    if (page.isEmpty()) {
      return false;
    }
    take(page.get().records());
    iterator = page.get().next().orElse(null);
    isEnded = page.get().next().isEmpty();
    return !page.get().records().isEmpty();
  }

  private void take(List<ObjectNode> records) {
    if (records.isEmpty()) {
      return;
    }
    records.stream().filter(mapping.filter()::accepts).forEach(pending::add);
    endOfPage = Place.of(records.getLast());
    if (pending.isEmpty()) {
      handled = endOfPage;
    }
  }

  /** Reads the first page after the last handled record. */
  private Optional<StreamSource.Page> opened() {
    Place last = handled;
    if (last == null) {
      return source.read(source.oldest(shard));
    }
    var page = source.at(shard, last.sequenceNumber()).flatMap(source::read);
    if (page.isPresent()
        && page.get().records().stream().findFirst().map(Place::of).equals(Optional.of(last))) {
      var records = page.get().records();
      return Optional.of(
          new StreamSource.Page(records.subList(1, records.size()), page.get().next()));
    }
    LOG.log(
        Level.WARNING,
        "The stream of {0} does not have the record after which {1} goes on. It may be older than a"
            + " day, or of another copy of the table. The stream is delivered from its oldest"
            + " record.",
        mapping.table(),
        mapping.function());
    handled = null;
    return source.read(source.oldest(shard));
  }

  private Step deliver() {
    var batch = pending.stream().limit(limit).toList();
    int done = 0;
    boolean threw = false;
    String reason = "its answer names the record";
    try {
      done = delivery.handled(batch);
    } catch (RuntimeException failure) {
      threw = true;
      reason = failure.toString();
    }
    pass(done);
    if (done == batch.size()) {
      limit = Math.min(mapping.batchSize(), limit * 2);
      goOnAtOnce();
      return Step.DELIVERED;
    }
    pauseAfter(done, reason);
    if (threw && mapping.bisects() && batch.size() > 1) {
      limit = (batch.size() + 1) / 2;
      return Step.HALVED;
    }
    return giveUp() || done > 0 ? Step.DELIVERED : Step.FAILED;
  }

  private void goOnAtOnce() {
    due = Instant.MIN;
    pause = Duration.ZERO;
  }

  private void pass(int records) {
    if (records == 0) {
      return;
    }
    Place last = handled;
    for (int i = 0; i < records; i++) {
      last = Place.of(pending.remove());
    }
    handled = pending.isEmpty() ? endOfPage : last;
  }

  private void pauseAfter(int done, String reason) {
    var longer = pause.isZero() || done > 0 ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    due = clock.instant().plus(pause);
    LOG.log(
        Level.WARNING,
        "{0} did not handle the record {1} of {2}. The next try is in {3}. The reason: {4}",
        mapping.function(),
        Place.sequenceNumber(pending.element()),
        mapping.table(),
        pause,
        reason);
  }

  /** Gives up the record at fault if the stream has forgotten it. Returns whether it did. */
  private boolean giveUp() {
    var first = pending.element();
    long at = first.path("dynamodb").path("ApproximateCreationDateTime").asLong();
    if (!Instant.ofEpochSecond(at).isBefore(clock.instant().minus(REMEMBERED))) {
      return false;
    }
    LOG.log(
        Level.ERROR,
        "{0} did not handle the record {1} of {2} within 24 hours. It is given up.",
        mapping.function(),
        Place.sequenceNumber(first),
        mapping.table());
    pass(1);
    goOnAtOnce();
    return true;
  }
}
