package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Paging.Positions;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Parameters;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
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
          "(?<state>PREVIEW|ISSUED)"
              + " (?<at>[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}(?:\\.[0-9]{3})?Z)"
              + " (?<id>[0-9A-Z]{1,40})");

  /**
   * Where a page of entries ended.
   *
   * @param state of the month then: one that is issued meanwhile is read from its start
   */
  record Place(String state, LedgerKey entry) {
    /**
     * Returns the entry; refuses the cursor if the month has changed its state since, or never had
     * an entry there.
     */
    LedgerKey in(Month month) {
      if (!state.equals(InvoiceJson.state(month)) || !month.reaches(entry)) {
        throw Cursor.invalid();
      }
      return entry;
    }

    private String text() {
      return state + " " + entry.at() + " " + entry.id();
    }
  }

  static InvoiceQuestion of(Call call) {
    var month = call.id("month", InvoiceQuestion::month);
    var parameters = Parameters.of(call.request());
    var currency =
        parameters.parsed("currency", "of ISO 4217, such as USD", InvoiceQuestion::currency);
    var positions = new Positions<Place>(Place::text, InvoiceQuestion::place);
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

  private static Optional<Place> place(String text) {
    var place = PLACE.matcher(text);
    try {
      return place.matches()
          ? Optional.of(
              new Place(
                  place.group("state"),
                  new LedgerKey(Instant.parse(place.group("at")), place.group("id"))))
          : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty(); // Digits that are no time.
    }
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
