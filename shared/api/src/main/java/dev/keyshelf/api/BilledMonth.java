package dev.keyshelf.api;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the month and the currency of requests for invoices and statements. */
public final class BilledMonth {
  private static final Pattern MONTH = Pattern.compile("[2-9][0-9]{3}-(?:0[1-9]|1[0-2])");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private BilledMonth() {}

  /**
   * Returns the month in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public static YearMonth of(Call call) {
    return call.id("month", BilledMonth::parse);
  }

  /** Parses a month, such as 2026-11; empty if malformed. */
  public static Optional<YearMonth> parse(String text) {
    return Optional.of(text).filter(each -> MONTH.matcher(each).matches()).map(YearMonth::parse);
  }

  /** Reads the parameter {@code currency}. */
  public static Optional<Currency> currency(Parameters parameters) {
    return parameters.parsed("currency", "of ISO 4217, such as USD", BilledMonth::currency);
  }

  /** Parses the code of a currency; empty if there is no such currency. */
  public static Optional<Currency> currency(String code) {
    try {
      return Optional.of(code)
          .filter(each -> CURRENCY.matcher(each).matches())
          .map(Currency::getInstance);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // Three letters that are no currency.
    }
  }

  /**
   * Returns the document of a month that a request asks for.
   *
   * @param documents of the month, one for each currency
   * @param asked the currency; empty if the request names none
   * @throws ProblemException with {@code not-found} if there is no such document, or with {@code
   *     validation} if there are several and the request names no currency
   */
  public static <D> D document(
      List<D> documents, Function<D, Currency> currencyOf, Optional<Currency> asked) {
    var wanted =
        documents.stream()
            .filter(each -> asked.map(currencyOf.apply(each)::equals).orElse(true))
            .toList();
    if (wanted.isEmpty()) {
      throw new ProblemException(Problem.notFound());
    }
    if (wanted.size() > 1) {
      var codes =
          wanted.stream()
              .map(each -> currencyOf.apply(each).getCurrencyCode())
              .collect(Collectors.joining(" and "));
      throw new ProblemException(
          Problem.of(ProblemCode.VALIDATION, "A parameter is missing or not valid.")
              .with(
                  Fault.ofParameter(
                      "currency",
                      "is missing: the month has documents in %s; name one".formatted(codes))));
    }
    return wanted.getFirst();
  }
}
