package dev.keyshelf.cancellations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.util.Locale;

/** Quotes and cancellations in JSON. */
final class CancellationJson {
  /** What must stop; the customer is to be told so. */
  private static final String NOTICE =
      "The purchase was cancelled. Its product keys and download links no longer work. Stop using"
          + " the software, uninstall it and remove every downloaded copy.";

  private CancellationJson() {}

  static ObjectNode quote(CancellationQuote quote) {
    var json =
        Json.object()
            .put("quoteId", quote.id())
            .put("orderId", quote.order().id().value())
            .put("cancellable", quote.isCancellable());
    json.set("credit", Wire.money(quote.credit()));
    json.put("invoiceMonth", quote.invoiceMonth().toString());
    var lines = json.putArray("lines");
    quote.lines().forEach(line -> lines.add(line(line)));
    return json;
  }

  static Answer cancelled(Cancellation cancellation) {
    var json =
        Json.object()
            .put("orderId", cancellation.order().id().value())
            .put("orderState", cancellation.order().state().name())
            .put("cancelledAt", cancellation.cancelledAt().toString())
            .put("creditNoteId", cancellation.creditNote().id());
    json.set("credit", Wire.money(cancellation.creditNote().amount()));
    json.set("tax", Wire.money(cancellation.creditNote().tax()));
    json.put("invoiceMonth", cancellation.creditNote().month().toString())
        .put("reason", cancellation.reason().code().name());
    var lines = json.putArray("lines");
    cancellation.quote().lines().forEach(line -> lines.add(line(line)));
    json.put("customerNotice", NOTICE);
    return Answer.ok(json);
  }

  /** Gives a refusal's stable code: {@code window-closed} and the like. */
  static String code(LineQuote.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode line(LineQuote quote) {
    var entitlement = quote.entitlement();
    var json =
        Json.object()
            .put("line", entitlement.id().line())
            .put("entitlementId", entitlement.id().value())
            .put("productTitle", entitlement.purchase().productTitle())
            .put("cancellableUntil", entitlement.purchase().terms().window().closesAt().toString());
    switch (quote) {
      case LineQuote.Cancellable can -> {
        json.put("cancellable", true)
            .put("quantity", can.quantity())
            .put("daysLeft", can.left().toDays())
            .put("hoursLeft", can.left().toHoursPart());
        json.set("credit", Wire.money(can.credit().amount()));
        json.set("tax", Wire.money(can.credit().tax()));
        json.put("daysUsed", can.credit().daysUsed())
            .put("termDays", can.credit().termDays())
            .put("explanation", can.credit().explanation());
      }
      case LineQuote.NotCancellable not ->
          json.put("cancellable", false)
              .put("code", code(not.reason()))
              .put("detail", not.detail());
    }
    return json;
  }
}
