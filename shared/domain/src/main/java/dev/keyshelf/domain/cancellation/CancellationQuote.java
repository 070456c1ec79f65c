package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a cancel would do: the same function on the same frozen inputs as the booking. It is a pure
 * function of order, lines and UTC day, so nothing is stored for it; its id is their fingerprint.
 *
 * @param entitlements all of the order's, as they were read
 * @param lines the selected ones
 * @param invoiceMonth the month whose invoice a credit booked now appears on
 */
public record CancellationQuote(
    String id,
    Order order,
    List<Entitlement> entitlements,
    List<LineQuote> lines,
    YearMonth invoiceMonth) {
  private static final int ID_BYTES = 16;

  /** Copies the lines in. */
  public CancellationQuote {
    entitlements = List.copyOf(entitlements);
    lines = List.copyOf(lines);
  }

  /** Quotes the cancel of a selection at {@code now}. */
  public static CancellationQuote of(
      Order order, List<Entitlement> entitlements, Selection selection, Instant now) {
    var anyLeft = entitlements.stream().anyMatch(each -> each.activeQuantity() > 0);
    var lines =
        entitlements.stream()
            .filter(each -> selection.includes(each.id().line()))
            // The whole order is what is left of it, unless nothing is.
            .filter(each -> !selection.isWholeOrder() || !anyLeft || each.activeQuantity() > 0)
            .map(each -> LineQuote.of(each, selection, now))
            .toList();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new CancellationQuote(
        fingerprint(order, lines, today), order, entitlements, lines, YearMonth.from(today));
  }

  /** Tells whether every line of it can be cancelled. */
  public boolean isCancellable() {
    return !lines.isEmpty() && lines.stream().allMatch(LineQuote.Cancellable.class::isInstance);
  }

  /** Gives the lines that can be cancelled. */
  public List<LineQuote.Cancellable> cancellable() {
    return lines.stream()
        .filter(LineQuote.Cancellable.class::isInstance)
        .map(LineQuote.Cancellable.class::cast)
        .toList();
  }

  /** Gives the first line that stands in the way. */
  public Optional<LineQuote.NotCancellable> firstRefusal() {
    return lines.stream()
        .filter(LineQuote.NotCancellable.class::isInstance)
        .map(LineQuote.NotCancellable.class::cast)
        .findFirst();
  }

  /** Gives what the cancel gives back; nothing when a line stands in its way. */
  public Money credit() {
    if (!isCancellable()) {
      return Money.zero(order.total().currency());
    }
    return cancellable().stream()
        .map(line -> line.credit().amount())
        .reduce(Money.zero(order.total().currency()), Money::plus);
  }

  private static String fingerprint(Order order, List<LineQuote> lines, LocalDate today) {
    var text = new StringBuilder(order.id().value()).append('|').append(today);
    for (var line : lines) {
      var entitlement = line.entitlement();
      text.append('|')
          .append(entitlement.id().line())
          .append(':')
          .append(entitlement.activeQuantity())
          .append(':')
          .append(entitlement.credited().minorUnits());
      switch (line) {
        case LineQuote.Cancellable can ->
            text.append(":can:")
                .append(can.quantity())
                .append(':')
                .append(can.credit().amount().minorUnits());
        case LineQuote.NotCancellable not -> text.append(":not:").append(not.reason());
      }
    }
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
