package dev.keyshelf.billing;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Positions;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.http.Parameters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of a month.
 *
 * @param currency of whose invoice alone
 */
record InvoiceQuestion(YearMonth month, Optional<Currency> currency, Paging<Place> paging) {
  private static final int LAST_YEAR = 2999;
  private static final Pattern MONTH = Pattern.compile("[2-9][0-9]{3}-(?:0[1-9]|1[0-2])");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern PLACE =
      Pattern.compile("(?<state>PREVIEW|ISSUED) (?<at>[0-9T:.Z-]+) (?<id>[0-9A-Z]{26})");

  static final Positions<Invoices.Position> INVOICES =
      Positions.of(
          place -> place.month() + " " + place.currency(),
          InvoiceQuestion::position,
          place -> place.month().getYear() <= LAST_YEAR && currency(place.currency()).isPresent());

  /**
   * The place where a page of entries ended.
   *
   * @param state the month's state at that time; a cursor from before the issue is not valid after
   *     it
   */
  record Place(String state, LedgerKey entry) {
    private static Optional<Place> parse(String text) {
      var parts = PLACE.matcher(text);
      return parts.matches()
          ? IsoTime.parse(parts.group("at"))
              .map(at -> new Place(parts.group("state"), new LedgerKey(at, parts.group("id"))))
              .filter(place -> place.text().equals(text))
          : Optional.empty();
    }

    private String text() {
      return state + " " + entry.at() + " " + entry.id();
    }

    private boolean isUpTo(YearMonth month) {
      return !entry.month().isAfter(month)
          && entry.at().equals(entry.at().truncatedTo(ChronoUnit.MILLIS))
          && Positions.isTimely(entry.id());
    }

    /** Tells whether the month, as it stands now, can have a page that ends here. */
    boolean isOf(Month month) {
      return state.equals(InvoiceJson.state(month)) && month.reaches(entry);
    }
  }

  static InvoiceQuestion of(Call call) {
    var month = call.id("month", InvoiceQuestion::month);
    var parameters = Parameters.of(call.request());
    var currency = currency(parameters);
    return new InvoiceQuestion(
        month, currency, Paging.of(call, parameters, places(month), month, currency));
  }

  static Optional<Currency> currency(Parameters parameters) {
    return parameters.parsed("currency", "of ISO 4217, such as USD", InvoiceQuestion::currency);
  }

  /** Tells whether entries of the ledger can be of a day. No entry is older than the program. */
  static boolean canBeBilled(LocalDate day) {
    return !day.isBefore(PriceListBody.FIRST_DAY) && day.getYear() <= LAST_YEAR;
  }

  /** Returns the places where pages of a month's entries can end. */
  static Positions<Place> places(YearMonth month) {
    return Positions.of(Place::text, Place::parse, place -> place.isUpTo(month));
  }

  static Optional<YearMonth> month(String text) {
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

  private static Optional<Invoices.Position> position(String text) {
    var parts = text.split(" ", -1);
    return Optional.of(parts)
        .filter(_ -> parts.length == 2 && CURRENCY.matcher(parts[1]).matches())
        .flatMap(_ -> month(parts[0]))
        .map(month -> new Invoices.Position(month, parts[1]));
  }

  /**
   * Returns the file name of a CSV.
   *
   * @param kind its first word
   */
  String fileName(String kind) {
    return kind + "-" + month + currency.map(code -> "-" + code).orElse("") + ".csv";
  }
}
