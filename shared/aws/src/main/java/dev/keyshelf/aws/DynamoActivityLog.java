package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;

/** The activity log in DynamoDB: a partition for each partner and UTC day. */
final class DynamoActivityLog implements ActivityLog {
  private final Table table;

  DynamoActivityLog(Table table) {
    this.table = table;
  }

  @Override
  public Page list(
      PartnerId partner, Instant from, Instant to, int limit, Optional<Position> after) {
    var records = new ArrayList<ActivityRecord>();
    var newest = after.map(Position::at).orElse(to);
    var firstDay = day(from);
    var day = day(newest);
    var afterSort = after.map(position -> Keys.time(position.at()) + "#" + position.id());
    for (int days = 0; !day.isBefore(firstDay); days++, day = day.minusDays(1)) {
      if (days == DAYS_A_PAGE) {
        return new Page(records, Optional.of(new Position(startOf(day.plusDays(1)), "")));
      }
      // The ends are text that no record's sort key equals: "from#" is before, "to" is after none.
      var range =
          Table.Range.between(
                  Keys.activityOf(partner, day), Keys.time(from), afterSort.orElse(Keys.time(to)))
              .backwards();
      var page = table.query(range, limit - records.size() + 1, null);
      for (var item : page.items()) {
        if (afterSort.filter(item.text(Keys.SORT)::equals).isPresent()) {
          continue;
        }
        records.add(ActivityItems.record(partner, item));
        if (records.size() == limit) {
          var last = records.getLast();
          return new Page(records, Optional.of(new Position(last.at(), last.id())));
        }
      }
      if (page.more()) {
        // The store ends a page at a size of its own: the next one goes on from here.
        var last = records.getLast();
        return new Page(records, Optional.of(new Position(last.at(), last.id())));
      }
    }
    return new Page(records, Optional.empty());
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
