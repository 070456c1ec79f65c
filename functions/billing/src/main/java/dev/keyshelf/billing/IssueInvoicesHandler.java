package dev.keyshelf.billing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.http.Log;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The schedule that issues the invoices of the months that are over. */
public final class IssueInvoicesHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  /** What a last page, its commit and the answer need. */
  private static final int RESERVED_MILLIS = 15_000;

  private final Clock clock;
  private final IssueInvoices issueInvoices;

  /** For Lambda. */
  public IssueInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public IssueInvoicesHandler(Wiring wiring) {
    this.clock = wiring.clock();
    this.issueInvoices = new IssueInvoices(wiring.partners(), wiring.ledger(), wiring.invoices());
  }

  /** The event's time is a label only: a late or repeated event decides nothing. */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var report =
        issueInvoices.issue(now, () -> context.getRemainingTimeInMillis() > RESERVED_MILLIS);
    report.failed().forEach(failure -> Log.failure(failure.partner().value(), now, failure.why()));
    Log.event(
        "INFO",
        "invoices-issued",
        line -> line.put("issued", report.issued()).put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      // So that the event ends in the queue that is watched; all others are issued by now.
      throw new IllegalStateException("the invoices of some partners could not be made");
    }
    return Map.of("issued", report.issued(), "complete", report.complete());
  }
}
