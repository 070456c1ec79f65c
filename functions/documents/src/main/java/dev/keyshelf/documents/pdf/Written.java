package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes values as a language does. Dates are ISO 8601, in UTC. */
final class Written {
  /** What stands where there is no value. */
  static final String NONE = "–";

  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final Pattern DAYS = Pattern.compile("(\\d+) of (\\d+) days");
  private static final Pattern GRANTED = Pattern.compile("granted: (.+) of (.+)");

  private final SpokenLanguage language;

  Written(SpokenLanguage language) {
    this.language = language;
  }

  /** Returns an amount without its currency, with all decimals of it. */
  String amount(Money money) {
    var decimals = money.currency().getDefaultFractionDigits();
    var format = new DecimalFormat("#,##0", symbols());
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(money.amount());
  }

  /** Returns an amount with the code of its currency. */
  String money(Money money) {
    return amount(money) + NO_BREAK_SPACE + money.currency().getCurrencyCode();
  }

  /** Returns a count. */
  String count(long count) {
    return new DecimalFormat("#,##0", symbols()).format(count);
  }

  /** Returns a rate as a percentage: 19 % for 0.19. */
  String rate(BigDecimal rate) {
    var format = new DecimalFormat("#,##0.######", symbols());
    var percent = format.format(rate.movePointRight(2));
    return language == SpokenLanguage.RUSSIAN ? percent + NO_BREAK_SPACE + "%" : percent + "%";
  }

  /** Returns the UTC date of an instant. */
  String date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** Returns a word with values. */
  String say(Word word, Object... values) {
    return String.format(Locale.ROOT, word.in(language), values);
  }

  /** Returns the calculation of a credit, as the ledger wrote it, with words of the language. */
  String calculation(String explanation) {
    var granted = GRANTED.matcher(explanation);
    if (granted.matches()) {
      return say(Word.GRANTED, granted.group(1), granted.group(2));
    }
    if (explanation.equals(Word.CREDITS_NOTHING.in(SpokenLanguage.ENGLISH))) {
      return say(Word.CREDITS_NOTHING);
    }
    return DAYS.matcher(explanation)
        .replaceAll(
            days -> say(Word.DAYS_OF, Long.valueOf(days.group(1)), Long.valueOf(days.group(2))));
  }

  /** Returns the reason of a cancel: its code in words, and after it what was said. */
  String reason(String kept) {
    for (var code : ReasonCode.values()) {
      if (kept.equals(code.name()) || kept.startsWith(code.name() + ": ")) {
        return say(Word.valueOf(code.name())) + kept.substring(code.name().length());
      }
    }
    return kept;
  }

  /** Returns the name of a country. */
  String country(Market market) {
    return Locale.of("", market.code()).getDisplayCountry(Locale.forLanguageTag(language.tag()));
  }

  private DecimalFormatSymbols symbols() {
    var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('-');
    if (language == SpokenLanguage.RUSSIAN) {
      symbols.setGroupingSeparator(NO_BREAK_SPACE);
      symbols.setDecimalSeparator(',');
    } else {
      symbols.setGroupingSeparator(',');
      symbols.setDecimalSeparator('.');
    }
    return symbols;
  }
}
