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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a cancel would do: the same function on the same frozen inputs as the booking. It is a pure
 * function of order, lines and UTC day, so nothing is stored for it; its id is their fingerprint.
 *
 * @param ground on which it is cancelled
 * @param entitlements all of the order's, as they were read
 * @param lines the selected ones
 * @param invoiceMonth the month whose invoice a credit booked now appears on
 * @param refundRequest what a support request can ask for, when lines need one
 */
public record CancellationQuote(
    String id,
    Ground ground,
    Order order,
    List<Entitlement> entitlements,
    List<LineQuote> lines,
    YearMonth invoiceMonth,
    Optional<RefundRequest> refundRequest) {
  private static final int ID_BYTES = 16;

  /** Copies the lines in. */
  public CancellationQuote {
    entitlements = List.copyOf(entitlements);
    lines = List.copyOf(lines);
  }

  /** What a cancel rests on. */
  public enum Ground {
    /** The terms: it is the buyer's own, within the window. */
    TERMS,
    /** An operator's decision on a support request: also after the window. */
    DECISION
  }

  /** Quotes the cancel of a selection by the order's buyer at {@code now}. */
  public static CancellationQuote of(
      Order order, List<Entitlement> entitlements, Selection selection, Instant now) {
    var lines =
        selected(entitlements, selection).map(each -> LineQuote.of(each, selection, now)).toList();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new CancellationQuote(
        fingerprint(order, lines, today),
        Ground.TERMS,
        order,
        entitlements,
        lines,
        YearMonth.from(today),
        RefundRequest.of(order, lines, selection, now));
  }

  /**
   * Quotes the cancel of a selection by an operator's decision at {@code now}.
   *
   * @param credits what the decision gives back by line; lines without one get what their terms
   *     give
   */
  public static CancellationQuote granted(
      Order order,
      List<Entitlement> entitlements,
      Selection selection,
      Map<Integer, Money> credits,
      Instant now) {
    var lines =
        selected(entitlements, selection)
            .map(
                each ->
                    LineQuote.granted(
                        each, selection, Optional.ofNullable(credits.get(each.id().line())), now))
            .toList();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new CancellationQuote(
        fingerprint(order, lines, today),
        Ground.DECISION,
        order,
        entitlements,
        lines,
        YearMonth.from(today),
        Optional.empty());
  }

  /** Gives the selected lines; the whole order is what is left of it, unless nothing is. */
  private static Stream<Entitlement> selected(List<Entitlement> entitlements, Selection selection) {
    var anyLeft = entitlements.stream().anyMatch(each -> each.activeQuantity() > 0);
    return entitlements.stream()
        .filter(each -> selection.includes(each.id().line()))
        .filter(each -> !selection.isWholeOrder() || !anyLeft || each.activeQuantity() > 0);
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
    return sum(Credit::amount);
  }

  /** Gives the part of the credit that is tax. */
  public Money tax() {
    return sum(Credit::tax);
  }

  private Money sum(Function<Credit, Money> part) {
    var nothing = Money.zero(order.total().currency());
    return isCancellable()
        ? cancellable().stream().map(line -> part.apply(line.credit())).reduce(nothing, Money::plus)
        : nothing;
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
