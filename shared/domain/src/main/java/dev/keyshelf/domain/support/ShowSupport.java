package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.SupportQueue.Page;
import dev.keyshelf.domain.support.SupportQueue.Place;
import dev.keyshelf.domain.support.SupportQueue.Wanted;
import java.util.Optional;

/**
 * Shows operators the support requests of partners, and records who saw which. It writes that
 * record after the lookup and before it returns the result, so that no operator reads unrecorded.
 */
public final class ShowSupport {
  private final SupportQueue queue;
  private final SupportRequests requests;
  private final Attachments attachments;
  private final ActivityLog log;

  /** Reads these requests and files, and records it in this log. */
  public ShowSupport(
      SupportQueue queue, SupportRequests requests, Attachments attachments, ActivityLog log) {
    this.queue = queue;
    this.requests = requests;
    this.attachments = attachments;
    this.log = log;
  }

  /**
   * Lists a page of the queue. Each page is recorded in the log of the house, since it has requests
   * of several partners.
   */
  public Page page(Wanted wanted, int limit, Optional<Place> after, Act act) {
    var page = queue.list(wanted, limit, after);
    var detail = new StringBuilder("state ").append(wanted.state());
    // Only a partner who has requests: any other text could be a key in the wrong field.
    wanted
        .partner()
        .filter(_ -> !page.rows().isEmpty())
        .ifPresent(partner -> detail.append(", partner ").append(partner));
    after.ifPresent(place -> detail.append(", going on after ").append(place.since()));
    detail.append(": ").append(page.rows().size()).append(" requests");
    log.record(
        ActivityRecord.of(PartnerId.HOUSE, act, Operation.SUPPORT_REQUESTS_LISTED, Subject.none())
            .about(detail.toString()));
    return page;
  }

  /** Finds a request. It is recorded in the log of its partner. */
  public Optional<SupportRequest> find(PartnerId partner, SupportRequestId id, Act act) {
    var found = requests.find(partner, id);
    found.ifPresent(request -> record(partner, act, Subjects.of(request)));
    return found;
  }

  /** Finds an attached file of a request. It is recorded in the log of its partner. */
  public Optional<Attachment> file(
      PartnerId partner, SupportRequestId id, AttachmentId file, Act act) {
    var request = requests.find(partner, id);
    var found =
        request.flatMap(_ -> attachments.find(partner, id, file)).filter(Attachment::isAttached);
    found.ifPresent(
        attached ->
            record(partner, act, Subjects.of(request.orElseThrow()).with(attached.fileName())));
    return found;
  }

  private void record(PartnerId partner, Act act, Subject subject) {
    log.record(ActivityRecord.of(partner, act, Operation.SUPPORT_REQUEST_READ, subject));
  }
}
