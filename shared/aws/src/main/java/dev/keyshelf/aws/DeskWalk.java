package dev.keyshelf.aws;

import dev.keyshelf.aws.DeskEntries.Entry;
import dev.keyshelf.domain.desk.Desk.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A walk over entries of the index {@code desk} until so many wanted things are found. It ends once
 * it has examined 2,000 rows: a page may be short, even empty, and not be the last.
 */
final class DeskWalk<T, I> {
  /** After how many examined rows a page ends. Those that were looked at together are all read. */
  private static final int MOST_EXAMINED = 2_000;

  /** How many entries are read at once after the first read. */
  private static final int READ = 500;

  /** How many things are looked at together after the first look. */
  private static final int LOOK = 100;

  private final DeskEntries entries;
  private final ToIntFunction<Entry> weight;
  private final Function<List<Entry>, List<Candidate<T, I>>> look;
  private final List<Candidate<T, I>> found = new ArrayList<>();
  private @Nullable Place<I> last;
  private int examined;

  /**
   * Prepares a walk.
   *
   * @param weight how many things an entry is for
   * @param look reads the things of some entries, in the same order
   */
  DeskWalk(
      DeskEntries entries,
      ToIntFunction<Entry> weight,
      Function<List<Entry>, List<Candidate<T, I>>> look) {
    this.entries = entries;
    this.weight = weight;
    this.look = look;
  }

  /**
   * What was looked at.
   *
   * @param found empty if it is not wanted
   * @param rows how many rows it took to find out
   */
  record Candidate<T, I>(Place<I> place, Optional<T> found, int rows) {
    static <T, I> Candidate<T, I> of(Place<I> place, T found) {
      return new Candidate<>(place, Optional.of(found), 1);
    }
  }

  /**
   * What was found.
   *
   * @param next the last place that was examined, if there may be more after it
   */
  record Found<T, I>(List<Candidate<T, I>> candidates, Optional<Place<I>> next) {}

  Found<T, I> run(int limit) {
    var read = limit;
    Map<String, AttributeValue> start = null;
    do {
      var page = entries.read(read, start);
      start = page.last();
      read = READ;
      if (isFull(page.entries(), start != null, limit)) {
        return new Found<>(found, Optional.ofNullable(last));
      }
    } while (start != null);
    return new Found<>(found, Optional.empty());
  }

  /** Looks at entries until the page is full; tells whether it is, with more to come. */
  private boolean isFull(List<Entry> page, boolean more, int limit) {
    for (int from = 0; from < page.size(); ) {
      var to = end(page, from, examined == 0 ? Math.min(limit, LOOK) : LOOK);
      var candidates = look.apply(page.subList(from, to));
      from = to;
      for (int i = 0; i < candidates.size(); i++) {
        examine(candidates.get(i));
        var isLastOfAll = !more && to == page.size() && i == candidates.size() - 1;
        if (!isLastOfAll && (found.size() == limit || examined >= MOST_EXAMINED)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns where as many entries end as are for so many things. */
  private int end(List<Entry> page, int from, int things) {
    var to = from;
    for (int sum = 0; to < page.size() && sum < things; to++) {
      sum += weight.applyAsInt(page.get(to));
    }
    return to;
  }

  private void examine(Candidate<T, I> candidate) {
    examined += candidate.rows();
    // Several keys of one entitlement, and several lines of one order, are one place.
    if (!candidate.place().equals(last)) {
      last = candidate.place();
      candidate.found().ifPresent(_ -> found.add(candidate));
    }
  }
}
