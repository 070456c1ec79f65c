package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists the imports of files, newest first, with one row for each import. The house's log has two
 * records of an import: of its begin and of its end. The read is recorded as each read of the log.
 */
public final class ListImports {
  /** The operations that the list is made of. */
  public static final Set<Operation> OPERATIONS = Set.of(Operation.FILE_IMPORTED);

  /** No import runs for longer: Lambda's longest timeout is 15 minutes. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(16);

  private final ActivityLog log;
  private final ReadActivity readActivity;

  /** Uses this log. */
  public ListImports(ActivityLog log) {
    this.log = log;
    this.readActivity = new ReadActivity(log);
  }

  /**
   * Some imports.
   *
   * @param next where the next page starts; empty if there are no more
   */
  public record Page(List<ImportRun> imports, Optional<Position> next) {
    /** Copies the list. */
    public Page {
      imports = List.copyOf(imports);
    }
  }

  /**
   * Lists a page. An import belongs to the page that has its end, or its begin as long as it has no
   * end in the range.
   *
   * @param question its filter wants {@link #OPERATIONS}
   * @param limit the most records that the page examines, so it has at most as many imports
   */
  public Page page(Question question, int limit, Optional<Position> after, Act act) {
    var page = readActivity.page(PartnerId.HOUSE, question, limit, after, act);
    // The end of an import whose begin is on this page may be on the page before, or out of range.
    var top = after.map(Position::at).orElse(question.to());
    var newer = new Ends();
    if (page.records().stream().anyMatch(each -> isBegin(each) && isNear(each.at(), top))) {
      newer(question, top, records -> newer.read(records, after));
    }
    var rows = new Rows(newer, question.to());
    page.records().forEach(rows::add);
    var end = page.next().orElseGet(() -> new Position(question.from(), ""));
    older(question, end, rows);
    return new Page(rows.all(), page.next());
  }

  private static boolean isBegin(ActivityRecord record) {
    return record.outcome() == Outcome.BEGUN;
  }

  private static boolean isNear(Instant begin, Instant top) {
    return begin.plus(LONGEST_RUN).isAfter(top);
  }

  /** Adds the begins that are older than a page, newest first, until each row has its begin. */
  private void older(Question question, Position end, Rows rows) {
    var from = end.at().minus(LONGEST_RUN);
    var range = new Question(from, end.at().plusMillis(1), question.filter());
    var after = Optional.of(end);
    while (after.isPresent() && rows.isOpen()) {
      var page = log.list(PartnerId.HOUSE, range, ActivityLog.LONGEST_PAGE, after);
      page.records().stream().filter(ListImports::isBegin).forEach(rows::addBegin);
      after = page.next();
    }
  }

  /**
   * Reads all records that may end an import of a page, newest first. The ends that count are the
   * oldest ones, so nothing can be left out.
   */
  private void newer(Question question, Instant top, Consumer<List<ActivityRecord>> read) {
    var range = new Question(top, top.plus(LONGEST_RUN), question.filter());
    Optional<Position> after = Optional.empty();
    do {
      var page = log.list(PartnerId.HOUSE, range, ActivityLog.LONGEST_PAGE, after);
      read.accept(page.records());
      after = page.next();
    } while (after.isPresent());
  }

  /** The same file, dropped in the same request. */
  private record Drop(String requestId, String file) {
    static Drop of(ActivityRecord record) {
      return new Drop(record.requestId(), ImportRun.of(record).file());
    }
  }

  /** The ends that are newer than a page, and have their begin on it. */
  private static final class Ends {
    private final Map<Drop, Deque<ImportRun>> ends = new HashMap<>();

    /** Reads newer records, newest first. */
    void read(List<ActivityRecord> records, Optional<Position> above) {
      for (var record : records) {
        if (above.filter(last -> !isAbove(record, last)).isPresent()) {
          continue;
        }
        var ofDrop = ends.computeIfAbsent(Drop.of(record), _ -> new ArrayDeque<>());
        if (isBegin(record)) {
          // The end before this one is of a later run.
          ofDrop.clear();
        } else {
          ofDrop.push(ImportRun.of(record));
        }
      }
    }

    private static boolean isAbove(ActivityRecord record, Position last) {
      var later = record.at().compareTo(last.at());
      return later > 0 || (later == 0 && record.id().compareTo(last.id()) >= 0);
    }

    Optional<ImportRun> take(ActivityRecord begin) {
      return Optional.ofNullable(ends.get(Drop.of(begin))).map(Deque::poll);
    }
  }

  /** The rows of a page, in the order of its records. */
  private static final class Rows {
    private final Ends newer;
    private final Instant to;
    private final List<ImportRun> rows = new ArrayList<>();

    /** The places of rows whose begin was not seen yet, the oldest first. */
    private final Map<Drop, Deque<Integer>> open = new HashMap<>();

    Rows(Ends newer, Instant to) {
      this.newer = newer;
      this.to = to;
    }

    void add(ActivityRecord record) {
      if (!isBegin(record)) {
        var run = ImportRun.of(record);
        if (run.state() != ImportRun.State.UNREAD) {
          open.computeIfAbsent(Drop.of(record), _ -> new ArrayDeque<>()).push(rows.size());
        }
        rows.add(run);
      } else if (!addBegin(record)) {
        var end = newer.take(record);
        // An end within the range is a row of the page before.
        if (end.flatMap(ImportRun::endedAt).filter(at -> at.isBefore(to)).isEmpty()) {
          rows.add(end.map(run -> run.begunAt(record.at())).orElseGet(() -> ImportRun.of(record)));
        }
      }
    }

    /** Adds a begin to the row of its end; returns false if there is none. */
    boolean addBegin(ActivityRecord begin) {
      var places = open.getOrDefault(Drop.of(begin), new ArrayDeque<>());
      var place = places.poll();
      if (place == null) {
        return false;
      }
      rows.set(place, rows.get(place).begunAt(begin.at()));
      return true;
    }

    boolean isOpen() {
      return open.values().stream().anyMatch(places -> !places.isEmpty());
    }

    List<ImportRun> all() {
      return rows;
    }
  }
}
