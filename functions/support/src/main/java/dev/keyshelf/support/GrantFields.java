package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.support.QuoteGrant.Outcome;
import dev.keyshelf.domain.support.QuoteGrant.Terms;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the terms of a grant from an event, and writes its quote. */
final class GrantFields {
  static final String PAYS = "pays";
  static final String LINES = "lines";
  private static final String CREDIT = "credit";
  private static final String GRANTED = "granted";

  private GrantFields() {}

  private enum Pays {
    /** The credit by the terms of each line. */
    TERMS,
    /** The credit that the event names for each line. */
    AMOUNT
  }

  /** Reads a grant. It must say what it pays, and with an amount, the credit of each line. */
  static Terms read(Body event) {
    var pays = event.oneOf(PAYS, Pays.class);
    var amounts = pays.filter(Pays.AMOUNT::equals).isPresent();
    Map<Integer, Money> credits = new HashMap<>();
    var lines =
        SupportFields.lines(
            event,
            (each, line) -> {
              each.optionalObject(CREDIT)
                  .flatMap(Wire::money)
                  .ifPresent(credit -> credits.put(line, credit));
              if (pays.isPresent() && each.has(CREDIT) != amounts) {
                each.fault(CREDIT, amounts ? "is missing: AMOUNT needs it" : "is only for AMOUNT");
              }
            });
    if (amounts && lines.isWholeOrder()) {
      event.fault(LINES, "must name each line with its credit");
    }
    return new Terms(Optional.of(lines).filter(some -> !some.isWholeOrder()), credits);
  }

  /** Writes the requested amount, the credit by the terms and the granted credit side by side. */
  static ObjectNode quote(SupportRequest request, Outcome.Quoted quoted) {
    var granted = quoted.granted();
    var json =
        Json.object()
            .put("quoteId", granted.id())
            .put("orderId", granted.order().id().value())
            .put("grantable", granted.isCancellable());
    request.concern().amount().ifPresent(amount -> json.set("asked", Wire.money(amount)));
    json.set("terms", Wire.money(quoted.byTerms().credit()));
    json.set(GRANTED, Wire.money(granted.credit()));
    json.set("tax", Wire.money(granted.tax()));
    json.put("invoiceMonth", granted.invoiceMonth().toString());
    var lines = json.putArray(LINES);
    for (int i = 0; i < granted.lines().size(); i++) {
      lines.add(line(granted.lines().get(i), quoted.byTerms().lines().get(i)));
    }
    return json;
  }

  /** Writes the requested amount and the credit by the terms, for a request that is not granted. */
  static ObjectNode byTerms(SupportRequest request, Outcome.Quoted quoted) {
    var json = quote(request, quoted);
    json.remove(GRANTED);
    json.path(LINES).forEach(line -> ((ObjectNode) line).remove(GRANTED));
    return json;
  }

  private static ObjectNode line(LineQuote granted, LineQuote byTerms) {
    var bought = granted.entitlement().purchase();
    var json =
        Json.object()
            .put("line", granted.entitlement().id().line())
            .put("title", bought.productTitle() + ", " + bought.skuTitle());
    Wire.taxMode(json, bought).set("charged", Wire.money(bought.total()));
    json.set("left", Wire.money(bought.total().minus(granted.entitlement().credited())));
    if (byTerms instanceof LineQuote.Cancellable can) {
      json.put("quantity", can.quantity()).put("explanation", can.credit().explanation());
      json.set("terms", Wire.money(can.credit().amount()));
    }
    switch (granted) {
      case LineQuote.Cancellable can -> json.set(GRANTED, Wire.money(can.credit().amount()));
      case LineQuote.NotCancellable not ->
          json.put("code", LineRefusal.code(not.reason()).toString()).put("detail", not.detail());
    }
    return json;
  }
}
