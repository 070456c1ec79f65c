package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Paging.Positions;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Parameters;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of a month.
 *
 * @param currency of whose invoice alone
 */
record InvoiceQuestion(YearMonth month, Optional<Currency> currency, Paging<Place> paging) {
  private static final Pattern MONTH = Pattern.compile("[2-9][0-9]{3}-(?:0[1-9]|1[0-2])");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern PLACE =
      Pattern.compile(
          "[2-9][0-9]{3}-(?:0[1-9]|1[0-2])-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z#[0-9A-Z]{1,40}");

  /**
   * Where a page of entries ended.
   *
   * @param state of the month then: one that is issued meanwhile is read from its start
   */
  record Place(String state, String entry) {
    /** Returns the entry; refuses the cursor if the month has changed its state since. */
    String in(String now) {
      if (!state.equals(now)) {
        throw Cursor.invalid();
      }
      return entry;
    }
  }

  static InvoiceQuestion of(Call call) {
    var month = call.id("month", InvoiceQuestion::month);
    var parameters = Parameters.of(call.request());
    var currency =
        parameters.parsed("currency", "of ISO 4217, such as USD", InvoiceQuestion::currency);
    var positions =
        new Positions<Place>(
            place -> place.state() + " " + place.entry(), text -> place(text, month));
    return new InvoiceQuestion(
        month, currency, Paging.of(call, parameters, positions, month, currency));
  }

  private static Optional<YearMonth> month(String text) {
    return Optional.of(text).filter(each -> MONTH.matcher(each).matches()).map(YearMonth::parse);
  }

  private static Optional<Currency> currency(String text) {
    try {
      return Optional.of(text)
          .filter(each -> CURRENCY.matcher(each).matches())
          .map(Currency::getInstance);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // Three letters that are no currency.
    }
  }

  private static Optional<Place> place(String text, YearMonth month) {
    var parts = text.split(" ", 2);
    return Optional.of(parts)
        .filter(_ -> parts.length == 2 && PLACE.matcher(parts[1]).matches())
        .filter(_ -> parts[1].substring(0, 7).compareTo(month.toString()) <= 0)
        .map(_ -> new Place(parts[0], parts[1]));
  }

  /** Reads where a page of invoices ended. */
  static Optional<Invoices.Position> position(String text) {
    var parts = text.split(" ", -1);
    return Optional.of(parts)
        .filter(_ -> parts.length == 2 && CURRENCY.matcher(parts[1]).matches())
        .flatMap(_ -> month(parts[0]))
        .map(month -> new Invoices.Position(month, parts[1]));
  }

  /** Gives what a CSV is saved as. */
  String fileName() {
    return "invoice-" + month + currency.map(code -> "-" + code).orElse("") + ".csv";
  }
}
