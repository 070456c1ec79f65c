package dev.keyshelf.billing;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that issues the invoices of the months that are over. */
public final class IssueInvoicesHandler extends ScheduleHandler {
  /** What a last page, its commit and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final IssueInvoices issueInvoices;

  /** For Lambda. */
  public IssueInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public IssueInvoicesHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.issueInvoices = new IssueInvoices(wiring.partners(), wiring.ledger(), wiring.invoices());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = issueInvoices.issue(now, timeLeft);
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
