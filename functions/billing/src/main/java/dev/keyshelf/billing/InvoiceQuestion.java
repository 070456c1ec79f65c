package dev.keyshelf.billing;

import dev.keyshelf.api.BilledMonth;
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
  private static final Pattern PLACE =
      Pattern.compile("(?<state>PREVIEW|ISSUED) (?<at>[0-9T:.Z-]+) (?<id>[0-9A-Z]{26})");

  static final Positions<Invoices.Position> INVOICES =
      Positions.of(
          place -> place.month() + " " + place.currency(),
          InvoiceQuestion::position,
          place ->
              place.month().getYear() <= LAST_YEAR
                  && BilledMonth.currency(place.currency()).isPresent());

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
    var month = BilledMonth.of(call);
    var parameters = Parameters.of(call.request());
    var currency = BilledMonth.currency(parameters);
    return new InvoiceQuestion(
        month, currency, Paging.of(call, parameters, places(month), month, currency));
  }

  /** Tells whether entries of the ledger can be of a day. No entry is older than the program. */
  static boolean canBeBilled(LocalDate day) {
    return !day.isBefore(PriceListBody.FIRST_DAY) && day.getYear() <= LAST_YEAR;
  }

  /** Returns the places where pages of a month's entries can end. */
  static Positions<Place> places(YearMonth month) {
    return Positions.of(Place::text, Place::parse, place -> place.isUpTo(month));
  }

  private static Optional<Invoices.Position> position(String text) {
    var parts = text.split(" ", -1);
    return Optional.of(parts)
        .filter(_ -> parts.length == 2)
        .flatMap(_ -> BilledMonth.parse(parts[0]))
        .map(month -> new Invoices.Position(month, parts[1]));
  }

  /** Returns the part of file names that says what they hold. */
  String name() {
    return month + currency.map(code -> "-" + code).orElse("");
  }

  /** Returns the path of the month's preview in PDF. */
  String previewPath() {
    return "/v1/invoices/"
        + month
        + "/preview"
        + currency.map(code -> "?currency=" + code).orElse("");
  }
}
