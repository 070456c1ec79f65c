package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A percentage that is added to a purchase price, with up to two decimals. A margin of 20 makes
 * 120.00 out of 100.00; a margin of -100 makes it free.
 *
 * @param hundredths the hundredths of a percent, from -10,000 to 100,000
 */
public record Margin(int hundredths) {
  private static final int LEAST = -10_000;
  private static final int MOST = 100_000;
  private static final Pattern FORM = Pattern.compile("-?[0-9]{1,4}(?:\\.[0-9]{1,2})?");
  private static final int DECIMALS = 2;
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if it is less than -100 % or more than 1,000 %
   */
  public Margin {
    if (hundredths < LEAST || hundredths > MOST) {
      throw new IllegalArgumentException("a margin must be from -100 to 1000 percent");
    }
  }

  /**
   * Parses untrusted text, such as {@code 12.5}.
   *
   * @return empty if it is malformed or out of bounds
   */
  public static Optional<Margin> parse(String text) {
    return Optional.of(text)
        .filter(each -> FORM.matcher(each).matches())
        .map(each -> new BigDecimal(each).movePointRight(DECIMALS).intValueExact())
        .filter(each -> each >= LEAST && each <= MOST)
        .map(Margin::new);
  }

  /** Returns a price with this margin, rounded half-up once to a minor unit. */
  public Money on(Money purchasePrice) {
    return purchasePrice.share(WHOLE.add(BigInteger.valueOf(hundredths)), WHOLE);
  }

  /** Returns the percentage without zeros at its end, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return hundredths == 0
        ? "0"
        : BigDecimal.valueOf(hundredths, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
