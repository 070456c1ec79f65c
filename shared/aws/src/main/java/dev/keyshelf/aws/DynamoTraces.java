package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.SignedSeal;
import dev.keyshelf.domain.sealing.Trace;
import dev.keyshelf.domain.sealing.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the hashes of the activity log's records from DynamoDB. */
final class DynamoTraces implements Traces {
  private static final int PAGE = 1_000;
  private static final int ID = 26;
  private static final int TIME = 24;

  private final Table table;

  DynamoTraces(Table table) {
    this.table = table;
  }

  @Override
  public List<Trace> list(PartnerId partner, Instant from, Instant to) {
    var traces = new ArrayList<Trace>();
    for (var day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
      var range = range(partner, day, from, to);
      Table.Page page;
      @Nullable String after = null;
      do {
        page = table.query(range, PAGE, after);
        for (var item : page.items()) {
          after = item.text(Keys.SORT);
          traces.add(trace(day, item));
        }
      } while (page.more());
    }
    Collections.sort(traces);
    return traces;
  }

  @Override
  public Optional<Instant> first(PartnerId partner, Instant from, Instant to) {
    for (var day = day(from); !day.isAfter(day(to.minusNanos(1))); day = day.plusDays(1)) {
      var found = table.query(range(partner, day, from, to), 1, null).items();
      if (!found.isEmpty()) {
        return Optional.of(placeOf(found.getFirst(), from));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the time in an item's sort key. A key that Keyshelf did not write may have none. Then
   * the start of the search counts.
   */
  private static Instant placeOf(Item item, Instant from) {
    var sort = item.text(Keys.SORT);
    try {
      var at = Instant.parse(sort.substring(0, Math.min(sort.length(), TIME)));
      return at.isBefore(from) ? from : at;
    } catch (DateTimeParseException _) {
      return from;
    }
  }

  /**
   * Returns the range from {@code from} (inclusive) to {@code to} (exclusive). No sort key equals
   * these bounds, since keys continue with "#".
   */
  private static Table.Range range(PartnerId partner, LocalDate day, Instant from, Instant to) {
    return Table.Range.between(Keys.activityOf(partner, day), Keys.time(from), Keys.time(to));
  }

  private static Trace trace(LocalDate day, Item item) {
    var sort = item.text(Keys.SORT);
    var sha256 = CanonicalItem.sha256(item);
    try {
      return new Trace(sort, sha256);
    } catch (IllegalArgumentException _) {
      // Keyshelf did not write this key. It gets a name made of its hash, at the start of its day.
      var name = SignedSeal.sha256(sort.getBytes(StandardCharsets.UTF_8)).substring(0, ID);
      return new Trace(day + "T00:00:00.000Z#" + name.toUpperCase(Locale.ROOT), sha256);
    }
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
