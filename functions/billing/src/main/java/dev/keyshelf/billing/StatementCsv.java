package dev.keyshelf.billing;

import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.billing.Statement.Invoiced;
import dev.keyshelf.domain.billing.Statement.Recorded;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import java.util.Optional;

/**
 * A statement of account in CSV: for each currency a row for the opening balance, one for each
 * entry, and one for the closing balance. What lowers the balance is negative. No file is recorded
 * beyond 1,000 payments in a month. An answer has room for ten times as many rows.
 */
final class StatementCsv {
  private static final Object[] COLUMNS = {
    "state",
    "month",
    "currency",
    "kind",
    "at",
    "invoice",
    "invoiceMonth",
    "reference",
    "paidOn",
    "amount",
    "balance",
    "documentType",
    "undoes",
    "overpaid"
  };

  private StatementCsv() {}

  static Answer answer(Statement statement, Csv csv) {
    var text = new StringBuilder(csv.begin()).append(csv.row(COLUMNS));
    for (var account : statement.accounts()) {
      var code = account.currency().getCurrencyCode();
      var balance = account.opening();
      text.append(total(csv, statement, code, "OPENING", balance.amount()));
      for (var entry : account.entries()) {
        balance = balance.plus(entry.amount());
        text.append(
            csv.row(
                StatementJson.state(statement),
                statement.month(),
                code,
                StatementJson.kind(entry),
                entry.at(),
                invoice(entry).map(Payment.Paid::number).orElse(""),
                invoice(entry).map(paid -> (Object) paid.month()).orElse(""),
                recorded(entry).map(Payment::reference).orElse(""),
                recorded(entry).map(payment -> payment.on().toString()).orElse(""),
                entry.amount().amount(),
                balance.amount(),
                type(entry),
                recorded(entry).flatMap(StatementJson::undoes).orElse(""),
                recorded(entry)
                    .flatMap(StatementJson::overpaid)
                    .map(over -> (Object) over.amount())
                    .orElse("")));
      }
      text.append(total(csv, statement, code, "CLOSING", account.closing().amount()));
    }
    var name = "statement-" + statement.month() + ".csv";
    return Answer.file(name, csv.contentType(), text.toString());
  }

  private static String total(
      Csv csv, Statement statement, String code, String kind, Object balance) {
    return csv.row(
        StatementJson.state(statement),
        statement.month(),
        code,
        kind,
        "",
        "",
        "",
        "",
        "",
        "",
        balance,
        "",
        "",
        "");
  }

  private static Optional<Payment.Paid> invoice(Statement.Entry entry) {
    return switch (entry) {
      case Invoiced(var invoice) ->
          Optional.of(new Payment.Paid(invoice.month(), invoice.numberText()));
      case Recorded(var payment) -> payment.invoice();
    };
  }

  private static String type(Statement.Entry entry) {
    return switch (entry) {
      case Invoiced(var invoice) -> invoice.documentType().name();
      case Recorded _ -> "";
    };
  }

  private static Optional<Payment> recorded(Statement.Entry entry) {
    return switch (entry) {
      case Invoiced _ -> Optional.empty();
      case Recorded(var payment) -> Optional.of(payment);
    };
  }
}
