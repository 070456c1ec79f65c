package dev.keyshelf.domain.entitlement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time that a subscription runs: from the purchase (inclusive) to its end (exclusive). */
public record Term(Instant startsAt, Instant endsAt) {
  /** Returns the term that starts at a purchase. Months and years are calendar ones, in UTC. */
  public static Term startingAt(Instant purchasedAt, Period length) {
    return new Term(purchasedAt, purchasedAt.atOffset(ZoneOffset.UTC).plus(length).toInstant());
  }

  /** Returns the actual length in days, counted in UTC dates: 365 or 366 for a year. */
  public long days() {
    return ChronoUnit.DAYS.between(date(startsAt), date(endsAt));
  }

  /** Returns the days used at {@code now}. The day of {@code now} itself does not count. */
  public long daysUsedAt(Instant now) {
    return Math.clamp(ChronoUnit.DAYS.between(date(startsAt), date(now)), 0, days());
  }

  /** Returns whether the term is over at {@code now}. */
  public boolean isOverAt(Instant now) {
    return !now.isBefore(endsAt);
  }

  private static LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
