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

/** The schedule that issues the invoices of past months. */
public final class IssueInvoicesHandler extends ScheduleHandler {
  /** The time reserved for a last page, its commit and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final IssueInvoices issueInvoices;

  /** Creates the handler in Lambda, from its environment. */
  public IssueInvoicesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
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
      // A failure puts the event into the dead-letter queue. All other invoices are already issued.
      throw new IllegalStateException("the invoices of some partners could not be issued");
    }
    return Map.of("issued", report.issued(), "complete", report.complete());
  }
}
