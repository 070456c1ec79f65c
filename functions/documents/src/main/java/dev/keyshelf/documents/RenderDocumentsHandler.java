package dev.keyshelf.documents;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.DocumentLacks;
import dev.keyshelf.domain.document.RenderDocuments;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that renders the documents of issued invoices. */
public final class RenderDocumentsHandler extends ScheduleHandler {
  /** The time reserved for a last document, its commit and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final RenderDocuments renderDocuments;

  /** Creates the handler in Lambda, from its environment. */
  public RenderDocumentsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RenderDocumentsHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    var reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.renderDocuments =
        new RenderDocuments(
            new RenderDocuments.Sources(
                wiring.partners(),
                wiring.invoices(),
                reading,
                wiring.parties(),
                new ComposeDocuments(reading, wiring.parties())),
            wiring.documents(),
            wiring.documentFiles(),
            Formats.RENDERERS,
            DocumentLacks::of,
            wiring.clock()::instant);
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = renderDocuments.render(now, timeLeft);
    report.failed().forEach(each -> failed(each, now));
    Log.event(
        "INFO",
        "documents-rendered",
        line ->
            line.put("run", report.run())
                .put("made", report.made())
                .put("lacking", report.lacking())
                .put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      // A failure puts the event into the dead-letter queue. All other documents are kept already.
      throw new IllegalStateException("some documents could not be rendered");
    }
    return Map.of(
        "made", report.made(), "lacking", report.lacking(), "complete", report.complete());
  }

  private static void failed(RenderDocuments.Failure failure, Instant now) {
    var what = failure.partner() + " " + failure.what();
    Log.failure(what, now, failure.why());
  }
}
