package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.activity.ActivityLog.Page;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads the log, and records who read what of it: after the records were looked up, so that a read
 * does not find itself, and before they are shown, so that nobody sees what is not recorded.
 */
public final class ReadActivity {
  /** The most pages that one export gathers. */
  public static final int PAGES_AN_EXPORT = 20;

  private final ActivityLog log;

  /** Uses this log. */
  public ReadActivity(ActivityLog log) {
    this.log = log;
  }

  /** Reads a page; going on after an earlier one is a read too. */
  public Page page(
      PartnerId partner, Question question, int limit, Optional<Position> after, Act act) {
    var page = log.list(partner, question, limit, after);
    record(partner, question, after, page, "page", act);
    return page;
  }

  /**
   * Reads as much as one export may hold: {@value #PAGES_AN_EXPORT} pages of the longest. Where
   * that is not all, it says where to go on; it never leaves out anything in between.
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
    filter.operation().ifPresent(wanted -> detail.append(", operation ").append(wanted));
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
