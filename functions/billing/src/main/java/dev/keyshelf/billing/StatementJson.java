package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.billing.Balance;
import dev.keyshelf.domain.billing.LyingCredit;
import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.billing.Statement.Account;
import dev.keyshelf.domain.billing.Statement.Invoiced;
import dev.keyshelf.domain.billing.Statement.Recorded;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.http.Json;
import java.util.List;
import java.util.Optional;

/** Balances, statements of account and credits for payout in JSON. */
final class StatementJson {
  private StatementJson() {}

  static ObjectNode balances(List<Balance> balances) {
    var json = Json.object();
    var items = json.putArray("items");
    for (var each : balances) {
      var item = items.addObject().put("currency", each.currency().getCurrencyCode());
      item.set("invoiced", Wire.money(each.invoiced()));
      item.set("creditNotes", Wire.money(each.creditNotes()));
      item.set("paid", Wire.money(each.paid()));
      item.set("paidOut", Wire.money(each.paidOut()));
      item.set("open", Wire.money(each.open()));
      item.set("carried", Wire.money(each.carried()));
      item.set("balance", Wire.money(each.balance()));
    }
    return json;
  }

  static String state(Statement statement) {
    return statement.closed() ? "CLOSED" : "OPEN";
  }

  static ObjectNode statement(Statement statement) {
    var json =
        Json.object().put("month", statement.month().toString()).put("state", state(statement));
    var accounts = json.putArray("accounts");
    statement.accounts().forEach(each -> accounts.add(account(each)));
    return json;
  }

  private static ObjectNode account(Account account) {
    var json = Json.object().put("currency", account.currency().getCurrencyCode());
    json.set("opening", Wire.money(account.opening()));
    var entries = json.putArray("entries");
    var balance = account.opening();
    for (var entry : account.entries()) {
      balance = balance.plus(entry.amount());
      var each = entry(entry);
      each.set("amount", Wire.money(entry.amount()));
      each.set("balance", Wire.money(balance));
      entries.add(each);
    }
    json.set("closing", Wire.money(account.closing()));
    return json;
  }

  static String kind(Statement.Entry entry) {
    return switch (entry) {
      case Invoiced _ -> "INVOICE";
      case Recorded(var payment) ->
          switch (payment.purpose()) {
            case Purpose.Pays _ -> PaymentCells.PAYMENT;
            case Purpose.PaysOut _ -> PaymentCells.PAYOUT;
            case Purpose.Undoes _ -> PaymentCells.REVERSAL;
          };
    };
  }

  private static ObjectNode entry(Statement.Entry entry) {
    var json = Json.object().put("kind", kind(entry)).put("at", entry.at().toString());
    switch (entry) {
      case Invoiced(var invoice) ->
          json.put("invoice", invoice.numberText())
              .put("invoiceMonth", invoice.month().toString())
              .put("documentType", invoice.documentType().name());
      case Recorded(var payment) -> {
        payment.invoice().ifPresent(paid -> addTo(json, paid));
        json.put("reference", payment.reference()).put("paidOn", payment.on().toString());
        undoes(payment).ifPresent(reference -> json.put("undoes", reference));
        overpaid(payment).ifPresent(over -> json.set("overpaid", Wire.money(over)));
      }
    }
    return json;
  }

  static Optional<String> undoes(Payment payment) {
    return payment.purpose() instanceof Purpose.Undoes undoes
        ? Optional.of(undoes.reference())
        : Optional.empty();
  }

  /**
   * Returns the part of a payment that became credit, or what the reversal of a payment took from
   * the credit, negative; empty if neither did.
   */
  static Optional<Money> overpaid(Payment payment) {
    return switch (payment.purpose()) {
      case Purpose.Pays(_, var over) -> Optional.of(over).filter(Money::isPositive);
      case Purpose.PaysOut _ -> Optional.empty();
      case Purpose.Undoes(_, var invoice, var credit) ->
          invoice.map(_ -> credit).filter(Money::isNegative);
    };
  }

  private static void addTo(ObjectNode json, Payment.Paid paid) {
    json.put("invoice", paid.number()).put("invoiceMonth", paid.month().toString());
  }

  static ObjectNode credit(LyingCredit credit) {
    var json = Json.object().put("partner", credit.partner().value());
    json.set("credit", Wire.money(credit.credit()));
    json.set("carried", Wire.money(credit.carried()));
    json.put("since", credit.since().toString()).put("from", credit.from());
    credit.documentType().ifPresent(type -> json.put("documentType", type.name()));
    return json;
  }
}
