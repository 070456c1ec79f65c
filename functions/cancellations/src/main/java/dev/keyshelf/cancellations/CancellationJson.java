package dev.keyshelf.cancellations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.api.Wire;
import dev.keyshelf.api.Wording;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.domain.cancellation.RefundRequest;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Quotes and cancellations in JSON. */
final class CancellationJson {
  /** What only the person who asks for a refund can say: the contact, with a phone number. */
  private static final List<String> WANTED =
      List.of("/contact/name", "/contact/email", "/contact/phone");

  private CancellationJson() {}

  /**
   * Writes a quote.
   *
   * @param reason of the cancel that was refused, for the support request to send instead
   */
  static ObjectNode quote(CancellationQuote quote, Optional<Reason> reason, Wording wording) {
    var stated = reason.filter(why -> why.code() != ReasonCode.NOT_STATED);
    var json =
        Json.object()
            .put("quoteId", quote.id())
            .put("orderId", quote.order().id().value())
            .put("cancellable", quote.isCancellable());
    addNumber(json, quote.order());
    json.set("credit", Wire.money(quote.credit()));
    json.set("tax", Wire.money(quote.tax()));
    json.put("invoiceMonth", quote.invoiceMonth().toString());
    var lines = json.putArray("lines");
    quote.lines().forEach(line -> lines.add(line(quote.order(), line, wording)));
    quote
        .refundRequest()
        .ifPresent(
            request -> {
              json.set("supportRequest", supportRequest(quote.order(), request, stated));
              var needs = json.putArray("supportRequestNeeds");
              WANTED.forEach(needs::add);
              if (stated.isEmpty()) {
                needs.add("/reasonCode");
              }
            });
    return json;
  }

  private static void addNumber(ObjectNode json, Order order) {
    order.purchaseOrderNumber().ifPresent(number -> json.put("purchaseOrderNumber", number));
  }

  /** Writes the body of a support request for the lines that the partner cannot cancel. */
  private static ObjectNode supportRequest(
      Order order, RefundRequest request, Optional<Reason> reason) {
    var json =
        Json.object()
            .put("problemType", "PURCHASE_REFUND")
            .put("impact", "MODERATE")
            .put("title", "Refund of order " + order.id())
            .put("customerId", order.customer().value())
            .put("orderId", order.id().value());
    var lines = json.putArray("lines");
    request
        .units()
        .forEach((line, units) -> lines.addObject().put("line", line).put("quantity", units));
    reason.ifPresent(
        why -> {
          json.put("reasonCode", why.code().name());
          if (!why.text().isEmpty()) {
            json.put("reason", why.text());
          }
        });
    json.set("amountRequested", Wire.money(request.amount()));
    return json;
  }

  static Answer cancelled(Cancellation cancellation, Wording wording) {
    var json =
        Json.object()
            .put("orderId", cancellation.order().id().value())
            .put("orderState", cancellation.order().state().name())
            .put("cancelledAt", cancellation.cancelledAt().toString())
            .put("creditNoteId", cancellation.creditNote().id());
    addNumber(json, cancellation.order());
    json.set("credit", Wire.money(cancellation.creditNote().amount()));
    json.set("tax", Wire.money(cancellation.creditNote().tax()));
    json.put("invoiceMonth", cancellation.creditNote().month().toString())
        .put("reason", cancellation.reason().code().name());
    var lines = json.putArray("lines");
    var order = cancellation.order();
    cancellation.quote().lines().forEach(line -> lines.add(line(order, line, wording)));
    json.put("customerNotice", wording.customerNotice(cancellation.softwareEnded()));
    return wording.said(Answer.ok(json));
  }

  /** Returns at least 1, because a window is still open in its last seconds. */
  private static int minutesLeft(Duration left) {
    return left.compareTo(Duration.ofMinutes(1)) < 0 ? 1 : left.toMinutesPart();
  }

  private static ObjectNode line(Order order, LineQuote quote, Wording wording) {
    var entitlement = quote.entitlement();
    // Orders keep the titles of all languages, entitlements the English ones.
    var bought = order.lines().get(entitlement.id().line() - 1).purchase();
    var terms = entitlement.purchase().terms();
    var json =
        Json.object()
            .put("line", entitlement.id().line())
            .put("entitlementId", entitlement.id().value())
            .put("productTitle", wording.title(bought.productTitles()))
            .put("cancellableUntil", terms.window().closesAt().toString())
            .put("cancellationWindow", terms.windowLength().toString())
            .put("windowOf", Wire.windowOf(terms.windowOfProduct()));
    Wire.references(json, entitlement.purchase().references());
    switch (quote) {
      case LineQuote.Cancellable can -> {
        json.put("cancellable", true)
            .put("quantity", can.quantity())
            .put("daysLeft", can.left().toDays())
            .put("hoursLeft", can.left().toHoursPart())
            .put("minutesLeft", minutesLeft(can.left()));
        json.set("credit", Wire.money(can.credit().amount()));
        json.set("tax", Wire.money(can.credit().tax()));
        Wire.taxMode(json, entitlement.purchase());
        json.put("daysUsed", can.credit().daysUsed())
            .put("daysCredited", can.credit().daysCredited())
            .put("termDays", can.credit().termDays())
            .put("explanation", can.credit().explanation())
            .putObject("revokes")
            .put("keys", can.keysRevoked())
            .put("links", can.endsLinks());
      }
      case LineQuote.NotCancellable not -> {
        json.put("cancellable", false)
            .put("code", LineRefusal.code(not.reason()).toString())
            .put("detail", not.detail());
        if (not.reason() == LineQuote.Reason.ALREADY_CANCELLED) {
          entitlement.creditNote().ifPresent(note -> json.put("creditNoteId", note));
        }
      }
    }
    return json;
  }
}
