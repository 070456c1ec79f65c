package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of a month.
 *
 * @param currency of whose invoice alone
 */
record InvoiceQuestion(String route, YearMonth month, Optional<Currency> currency) {
  private static final Pattern MONTH = Pattern.compile("[2-9][0-9]{3}-(?:0[1-9]|1[0-2])");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern PLACE =
      Pattern.compile(
          "[2-9][0-9]{3}-(?:0[1-9]|1[0-2])-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z#[0-9A-Z]{1,40}");

  static InvoiceQuestion of(Call call) {
    call.request().allowQuery("currency", "limit", "cursor");
    var month = call.id("month", text -> parsed(text).map(YearMonth::parse));
    var currency = call.request().queryParameter("currency").map(InvoiceQuestion::currency);
    return new InvoiceQuestion(call.request().route(), month, currency);
  }

  private static Optional<String> parsed(String text) {
    return Optional.of(text).filter(each -> MONTH.matcher(each).matches());
  }

  private static Currency currency(String text) {
    try {
      if (CURRENCY.matcher(text).matches()) {
        return Currency.getInstance(text);
      }
    } catch (IllegalArgumentException _) {
      // Three letters that are no currency: refused below like any other text.
    }
    throw new ProblemException(
        Problem.of(ProblemCode.VALIDATION, "A parameter is not valid.")
            .with(Fault.ofParameter("currency", "must be of ISO 4217, such as USD")));
  }

  /** Gives what a cursor belongs to: a month that is issued meanwhile is read from its start. */
  Object[] query(String state) {
    return new Object[] {route, month, currency, state};
  }

  /** Gives where a page of entries ended. */
  String place(String cursor) {
    if (!PLACE.matcher(cursor).matches()
        || cursor.substring(0, 7).compareTo(month.toString()) > 0) {
      throw Cursor.invalid();
    }
    return cursor;
  }

  /** Gives where a page of invoices ended. */
  static Invoices.Position position(String cursor) {
    var parts = cursor.split(" ", -1);
    if (parts.length != 2
        || !MONTH.matcher(parts[0]).matches()
        || !CURRENCY.matcher(parts[1]).matches()) {
      throw Cursor.invalid();
    }
    return new Invoices.Position(YearMonth.parse(parts[0]), parts[1]);
  }

  /** Gives what a CSV is saved as. */
  String fileName() {
    return "invoice-" + month + currency.map(code -> "-" + code).orElse("") + ".csv";
  }
}
