package dev.keyshelf.billing;

import static dev.keyshelf.billing.PaymentsFile.AMOUNT;
import static dev.keyshelf.billing.PaymentsFile.CURRENCY;
import static dev.keyshelf.billing.PaymentsFile.INVOICE;
import static dev.keyshelf.billing.PaymentsFile.KIND;
import static dev.keyshelf.billing.PaymentsFile.PAID_ON;
import static dev.keyshelf.billing.PaymentsFile.PARTNER;
import static dev.keyshelf.billing.PaymentsFile.REFERENCE;
import static dev.keyshelf.billing.PaymentsFile.UNDOES;

import dev.keyshelf.api.imports.CsvRows.Row;
import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cells of one row of a file of payments. Each that cannot be read is a fault. */
final class PaymentCells {
  static final String PAYOUT = "PAYOUT";
  static final String PAYMENT = "PAYMENT";
  static final String REVERSAL = "REVERSAL";

  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
  private static final Pattern SAID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/:+-]{0,63}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,19}(?:\\.[0-9]{1,6})?");

  /** A date before it is a typing error. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private final Row row;
  private final Map<String, Integer> columns;
  private final LocalDate today;
  private final Sink faults;

  /** Takes a fault. */
  interface Sink {
    void fault(int line, String column, String why);
  }

  PaymentCells(Row row, Map<String, Integer> columns, LocalDate today, Sink faults) {
    this.row = row;
    this.columns = columns;
    this.today = today;
    this.faults = faults;
  }

  /** Returns whether a column of this name, in any case, is read. */
  static boolean isRead(String column) {
    return List.of(PARTNER, KIND, INVOICE, REFERENCE, AMOUNT, CURRENCY, PAID_ON, UNDOES).stream()
        .anyMatch(column::equalsIgnoreCase);
  }

  Optional<PaymentLine> line() {
    var partner = orFault(PARTNER, PartnerId.parse(cell(PARTNER)), "must be a partner's id");
    var kind = kind();
    var reference =
        orFault(
            REFERENCE,
            matching(SAID, cell(REFERENCE)),
            "must be 1 to 64 letters, digits, blanks and . _ / : + -, and begin with a letter or"
                + " digit");
    var invoice = kind.flatMap(this::invoice);
    var undoes = kind.flatMap(this::undoes);
    var amount = amount();
    var on = on();
    return partner.isPresent()
            && reference.isPresent()
            && invoice.isPresent()
            && undoes.isPresent()
            && amount.isPresent()
            && on.isPresent()
        ? Optional.of(
            new PaymentLine(
                row.line(),
                partner.get(),
                invoice.filter(number -> !number.isEmpty()),
                undoes.filter(other -> !other.isEmpty()),
                reference.get(),
                amount.get(),
                on.get()))
        : Optional.empty();
  }

  private Optional<String> kind() {
    var kind = cell(KIND).toUpperCase(Locale.ROOT);
    return orFault(
        KIND,
        Optional.of(kind.isEmpty() ? PAYMENT : kind)
            .filter(List.of(PAYMENT, PAYOUT, REVERSAL)::contains),
        "must be PAYMENT, PAYOUT or REVERSAL");
  }

  /** Returns the invoice's number, or empty text for what pays no invoice. */
  private Optional<String> invoice(String kind) {
    var cell = cell(INVOICE);
    var isEmpty = Optional.of(cell).filter(String::isEmpty);
    return switch (kind) {
      case PAYOUT ->
          orFault(
              INVOICE, isEmpty, "must be empty for a PAYOUT, which pays a credit and no invoice");
      case REVERSAL ->
          orFault(
              INVOICE, isEmpty, "must be empty for a REVERSAL, which names a payment in undoes");
      default ->
          orFault(
              INVOICE, matching(NUMBER, cell), "must be an invoice's number, such as INV-000042");
    };
  }

  /** Returns the reference of what is undone, or empty text for what undoes nothing. */
  private Optional<String> undoes(String kind) {
    var cell = cell(UNDOES);
    return kind.equals(REVERSAL)
        ? orFault(
            UNDOES,
            matching(SAID, cell),
            "must be the reference of the payment or payout that is undone")
        : orFault(
            UNDOES,
            Optional.of(cell).filter(String::isEmpty),
            "must be empty unless the kind is REVERSAL");
  }

  private Optional<Money> amount() {
    var currency = orFault(CURRENCY, currency(cell(CURRENCY)), "must be of ISO 4217, such as USD");
    var cell = cell(AMOUNT);
    if (!DECIMAL.matcher(cell).matches()) {
      return orFault(
          AMOUNT,
          Optional.empty(),
          "must be more than zero, with a point before its decimals, such as 1944.00");
    }
    if (currency.isEmpty()) {
      return Optional.empty();
    }
    try {
      var amount = Money.of(cell, currency.get().getCurrencyCode());
      return orFault(
          AMOUNT, Optional.of(amount).filter(Money::isPositive), "must be more than zero");
    } catch (IllegalArgumentException _) {
      return orFault(
          AMOUNT,
          Optional.empty(),
          "has more decimals than %s, or is too large".formatted(currency.get()));
    }
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Money.of("0", code).currency());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<LocalDate> on() {
    var date = matching(DATE, cell(PAID_ON)).flatMap(PaymentCells::date);
    if (date.isEmpty()) {
      return orFault(PAID_ON, date, "must be a date, such as 2026-12-15");
    }
    if (date.get().isBefore(FIRST_DAY)) {
      return orFault(PAID_ON, Optional.empty(), "must not be before " + FIRST_DAY);
    }
    // A day has begun elsewhere up to 14 hours before it begins in UTC.
    return orFault(
        PAID_ON,
        date.filter(each -> !each.isAfter(today.plusDays(1))),
        "must not be in the future");
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> matching(Pattern form, String text) {
    return Optional.of(text).filter(each -> form.matcher(each).matches());
  }

  private <T> Optional<T> orFault(String column, Optional<T> value, String why) {
    if (value.isEmpty()) {
      faults.fault(row.line(), column, why);
    }
    return value;
  }

  private String cell(String column) {
    var at = columns.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
    return at >= 0 && at < row.cells().size() ? row.cells().get(at) : "";
  }
}
