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
 * A quote of what a cancellation would do. The cancellation itself computes the same function from
 * the same frozen inputs. A quote depends only on the order, its lines and the UTC day, so it is
 * not stored. Its id is a fingerprint of them.
 *
 * @param ground the ground for the cancellation
 * @param entitlements all entitlements of the order, as they were read
 * @param lines the quotes of the selected lines
 * @param invoiceMonth the month whose invoice would have the credit if it were booked now
 * @param refundRequest the refund that a support request can ask for; empty if no line needs one
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

  /** Copies the lines. */
  public CancellationQuote {
    entitlements = List.copyOf(entitlements);
    lines = List.copyOf(lines);
  }

  /** The grounds for a cancellation. */
  public enum Ground {
    /** The terms allow the buyer to cancel within the window. */
    TERMS,
    /** An operator decided it on a support request. It is possible after the window too. */
    DECISION
  }

  /** Quotes the cancellation of a selection by the order's buyer at {@code now}. */
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
   * Quotes the cancellation of a selection by an operator's decision at {@code now}.
   *
   * @param credits the credits that the decision grants, by line number; other lines get the credit
   *     of their terms
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

  /**
   * Returns the entitlements of the selected lines. If the whole order is selected, cancelled lines
   * are left out, unless all lines are cancelled.
   */
  private static Stream<Entitlement> selected(List<Entitlement> entitlements, Selection selection) {
    var anyLeft = entitlements.stream().anyMatch(each -> each.activeQuantity() > 0);
    return entitlements.stream()
        .filter(each -> selection.includes(each.id().line()))
        .filter(each -> !selection.isWholeOrder() || !anyLeft || each.activeQuantity() > 0);
  }

  /** Returns whether all quoted lines can be cancelled. */
  public boolean isCancellable() {
    return !lines.isEmpty() && lines.stream().allMatch(LineQuote.Cancellable.class::isInstance);
  }

  /** Returns the lines that can be cancelled. */
  public List<LineQuote.Cancellable> cancellable() {
    return lines.stream()
        .filter(LineQuote.Cancellable.class::isInstance)
        .map(LineQuote.Cancellable.class::cast)
        .toList();
  }

  /** Finds the first line that cannot be cancelled. */
  public Optional<LineQuote.NotCancellable> firstRefusal() {
    return lines.stream()
        .filter(LineQuote.NotCancellable.class::isInstance)
        .map(LineQuote.NotCancellable.class::cast)
        .findFirst();
  }

  /** Returns the total credit; zero if a line cannot be cancelled. */
  public Money credit() {
    return sum(Credit::amount);
  }

  /** Returns the part of the credit that is tax. */
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
