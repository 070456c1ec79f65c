package dev.keyshelf.documents;

import dev.keyshelf.api.BilledMonth;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.documents.pdf.InvoicePdf;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.ComposeDocuments.Composed;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.DocumentLacks;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /v1/invoices/{month}/preview}: a month in progress as a PDF, which is not kept. */
public final class PreviewInvoiceHandler extends PartnerHandler {
  private static final DocumentFormat PDF = DocumentFormat.PDF;

  private final ReadInvoices reading;
  private final ComposeDocuments composing;
  private final Supplier<Exports> exports;
  private final Function<InvoiceDocument, byte[]> rendering;

  /** Creates the handler in Lambda, from its environment. */
  public PreviewInvoiceHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PreviewInvoiceHandler(Wiring wiring) {
    this(wiring, InvoicePdf::render);
  }

  PreviewInvoiceHandler(Wiring wiring, Function<InvoiceDocument, byte[]> rendering) {
    super(
        wiring.clock(),
        wiring.activityLog(),
        Role.ADMIN_AGENT,
        Role.GLOBAL_ADMIN,
        Role.ACCOUNT_ADMIN);
    this.reading = new ReadInvoices(wiring.ledger(), wiring.invoices());
    this.composing = new ComposeDocuments(reading, wiring.parties());
    this.exports = wiring::exports;
    this.rendering = rendering;
  }

  @Override
  protected String[] mediaTypes() {
    return new String[] {PDF.mediaType()};
  }

  @Override
  protected Reply answer(Call call) {
    var month = BilledMonth.of(call);
    var parameters = Parameters.of(call.request());
    var currency = BilledMonth.currency(parameters);
    parameters.done();
    return switch (reading.month(call.partner(), month)) {
      case Month.Issued _ -> FileAnswer.at(issued(month.toString(), currency));
      case Month.InProgress open ->
          switch (composing.compose(open)) {
            case Composed.Incomplete(var lacks) -> UnmadeDocument.lacks(lacks);
            case Composed.Documents(var documents) ->
                preview(call, BilledMonth.document(documents, InvoiceDocument::currency, currency));
          };
    };
  }

  private static String issued(String month, Optional<Currency> currency) {
    return "/v1/invoices/" + month + currency.map(code -> "?currency=" + code).orElse("");
  }

  private Reply preview(Call call, InvoiceDocument document) {
    var lacks = DocumentLacks.of(document, PDF);
    if (!lacks.isEmpty()) {
      return UnmadeDocument.lacks(lacks);
    }
    var name = "preview-%s-%s".formatted(document.month(), document.currency());
    return Printed.of(exports, call, name, () -> rendering.apply(document));
  }
}
