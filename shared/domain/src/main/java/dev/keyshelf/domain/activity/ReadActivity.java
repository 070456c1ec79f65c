package dev.keyshelf.domain.activity;

import static java.util.stream.Collectors.joining;

import dev.keyshelf.domain.activity.ActivityLog.Page;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads the log, and records who read which part of it. It writes that record after the lookup, so
 * that a read does not find its own record, and before it returns the result, so that nobody reads
 * the log unrecorded.
 */
public final class ReadActivity {
  /** The most pages that one export collects. */
  public static final int PAGES_AN_EXPORT = 20;

  private final ActivityLog log;

  /** Uses this log. */
  public ReadActivity(ActivityLog log) {
    this.log = log;
  }

  /** Reads a page. Each page is recorded as a read of its own. */
  public Page page(
      PartnerId partner, Question question, int limit, Optional<Position> after, Act act) {
    var page = log.list(partner, question, limit, after);
    record(partner, question, after, page, "page", act);
    return page;
  }

  /**
   * Reads as much as one export may hold: {@value #PAGES_AN_EXPORT} pages of {@link
   * ActivityLog#LONGEST_PAGE} records. If there is more, the result says where the next export
   * starts. No record in between is left out.
   */
  public Page export(PartnerId partner, Question question, Optional<Position> after, Act act) {
    var records = new ArrayList<ActivityRecord>();
    var next = after;
    for (int pages = 0; pages < PAGES_AN_EXPORT; pages++) {
      var page = log.list(partner, question, ActivityLog.LONGEST_PAGE, next);
      records.addAll(page.records());
      next = page.next();
      if (next.isEmpty()) {
        break;
      }
    }
    var export = new Page(records, next);
    record(partner, question, after, export, "export", act);
    return export;
  }

  private void record(
      PartnerId partner,
      Question question,
      Optional<Position> after,
      Page page,
      String kind,
      Act act) {
    var detail = new StringBuilder(kind);
    detail.append(" of ").append(question.from()).append(" to ").append(question.to());
    var filter = question.filter();
    filter.customer().ifPresent(wanted -> detail.append(", customer ").append(wanted));
    filter.user().ifPresent(wanted -> detail.append(", user ").append(wanted));
    if (!filter.operations().isEmpty()) {
      var wanted = filter.operations().stream().map(Operation::name).collect(joining(" or "));
      detail.append(", operation ").append(wanted);
    }
    filter.product().ifPresent(wanted -> detail.append(", product ").append(wanted));
    filter.order().ifPresent(wanted -> detail.append(", order ").append(wanted));
    filter.outcome().ifPresent(wanted -> detail.append(", outcome ").append(wanted));
    filter.lastFive().ifPresent(wanted -> detail.append(", key ").append(wanted));
    after.ifPresent(position -> detail.append(", going on before ").append(position.at()));
    detail.append(": ").append(page.records().size()).append(" records");
    log.record(
        ActivityRecord.of(partner, act, Operation.ACTIVITY_READ, Subject.none())
            .about(detail.toString()));
  }
}
