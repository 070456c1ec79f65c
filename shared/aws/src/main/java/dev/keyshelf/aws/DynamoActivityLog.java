package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activity log in DynamoDB: a partition for each partner and UTC day. */
final class DynamoActivityLog implements ActivityLog {
  /**
   * The maximum number of records in one read. If few of the first records match, few of the next
   * will, so larger reads are cheaper.
   */
  private static final int MOST_READ = 500;

  private final Table table;

  DynamoActivityLog(Table table) {
    this.table = table;
  }

  @Override
  public Page list(PartnerId partner, Question question, int limit, Optional<Position> after) {
    var newest = after.map(Position::at).orElseGet(() -> wholeMillis(question.to()));
    var search = new Search(question, limit, after);
    var firstDay = day(question.from());
    var day = day(newest);
    for (int days = 0; !day.isBefore(firstDay); days++, day = day.minusDays(1)) {
      if (days == DAYS_A_PAGE) {
        return search.page(Optional.of(new Position(startOf(day.plusDays(1)), "")));
      }
      var last = search.examine(partner, day);
      if (last.isPresent()) {
        return search.page(last);
      }
    }
    return search.page(Optional.empty());
  }

  @Override
  public void record(ActivityRecord activity) {
    var item = ActivityItems.item(activity);
    // Shared records are looked up first, so that repeated requests cost reads, not writes.
    if (!activity.mayBeShared() || table.get(item.key()).isEmpty()) {
      table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
    }
  }

  /** The state of a page: the records found so far, and the number of records examined. */
  private final class Search {
    private final ActivityFilter filter;
    private final int limit;
    private final String least;
    private final String most;
    private final Optional<String> afterSort;
    private final ArrayList<ActivityRecord> found = new ArrayList<>();
    private int examined;

    Search(Question question, int limit, Optional<Position> after) {
      this.filter = question.filter();
      this.limit = limit;
      // A bare time equals no sort key, since keys continue with "#". So "from" is inclusive and
      // "to" is exclusive.
      this.least = Keys.time(wholeMillis(question.from()));
      this.afterSort = after.map(position -> Keys.time(position.at()) + "#" + position.id());
      this.most = afterSort.orElseGet(() -> Keys.time(wholeMillis(question.to())));
    }

    /** Searches a day, newest first. Returns the place of the record that completed the page. */
    Optional<Position> examine(PartnerId partner, LocalDate day) {
      var range = Table.Range.between(Keys.activityOf(partner, day), least, most).backwards();
      Table.Page page;
      @Nullable String from = null;
      do {
        page = table.query(range, size(), from);
        for (var item : page.items()) {
          from = item.text(Keys.SORT);
          if (afterSort.filter(from::equals).isPresent()) {
            continue;
          }
          var record = ActivityItems.record(partner, item);
          examined++;
          if (filter.matches(record)) {
            found.add(record);
          }
          if (found.size() == limit || examined == LONGEST_PAGE) {
            return Optional.of(new Position(record.at(), record.id()));
          }
        }
      } while (page.more());
      return Optional.empty();
    }

    /**
     * Returns one more than is wanted, since the first may be the last record of the page before.
     */
    private int size() {
      var wanted = examined == found.size() ? limit - found.size() : MOST_READ;
      return Math.min(wanted, LONGEST_PAGE - examined) + 1;
    }

    Page page(Optional<Position> next) {
      return new Page(found, next);
    }
  }

  /** Rounds up to whole milliseconds, the precision of records. */
  private static Instant wholeMillis(Instant instant) {
    var whole = instant.truncatedTo(ChronoUnit.MILLIS);
    return whole.equals(instant) ? whole : whole.plusMillis(1);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
