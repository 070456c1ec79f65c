package dev.keyshelf.bench.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of what trade costs: each act, months of them, and what is kept for good. */
final class TradeTable {
  private static final double THOUSAND = 1_000;

  /** An invoice has 50 lines. */
  private static final double INVOICES_OF_AN_ORDER = 0.02;

  private static final int MONTHS = 12;

  /** An event, and the start of a download with its record. */
  private static final double KILOBYTES_OF_AN_EVENT = 1.1;

  private static final double KILOBYTES_OF_A_DOWNLOAD = 1;
  private static final double KILOBYTES_OF_A_LINK = 2;
  private static final double FIXED = 0.50 + 3.00;

  private final TradeCost trade;
  private final List<Double> orders;

  /**
   * Makes tables for months of these sizes.
   *
   * @param orders how many orders a month has
   */
  TradeTable(TradeCost trade, List<Double> orders) {
    this.trade = trade;
    this.orders = List.copyOf(orders);
  }

  /** Returns a line for each act: its price for a thousand, and for each month. */
  List<String> acts() {
    var lines = new ArrayList<String>();
    for (var act : TradeCost.ACTS) {
      lines.add(line(act.name(), trade.of(act), act.ofAnOrder()));
    }
    lines.add(line("windows, closed", trade.closing(), 1));
    lines.add(line("invoices, issued and rendered", trade.invoice(), INVOICES_OF_AN_ORDER));
    lines.add(line("events, published alone", trade.event(), TradeCost.eventsOfAnOrder()));
    lines.add(
        line("events, delivered to a webhook", trade.delivery(), TradeCost.eventsOfAnOrder()));
    lines.add(row("dashboard, composite alarm", "-", orders.stream().map(_ -> FIXED).toList()));
    return lines;
  }

  private String line(String name, double each, double ofAnOrder) {
    return row(
        name,
        String.format(Locale.ROOT, "%,.4f", each * THOUSAND),
        orders.stream().map(count -> count * ofAnOrder * each).toList());
  }

  private static String row(String name, String thousand, List<Double> months) {
    return months.stream()
        .map(usd -> String.format(Locale.ROOT, "  %,14.2f", usd))
        .collect(Collectors.joining("", String.format("%-34s  %10s", name, thousand), ""));
  }

  /** Returns a line for each thing that is never deleted: a month's price of a million of them. */
  List<String> kept() {
    var lines = new ArrayList<String>();
    TradeCost.ACTS.stream()
        .filter(act -> act.keptKilobytes() > 0)
        .forEach(act -> lines.add(kept(act.name(), act.keptKilobytes())));
    lines.add(kept("links", KILOBYTES_OF_A_LINK));
    lines.add(kept("downloads", KILOBYTES_OF_A_DOWNLOAD));
    lines.add(kept("events", KILOBYTES_OF_AN_EVENT));
    return lines;
  }

  private static String kept(String name, double kilobytes) {
    var million = TradeCost.keeping(kilobytes * CostCommand.MILLION);
    return String.format(
        Locale.ROOT, "%-34s  %10s  %14.2f  %14.2f", name, kilobytes, million, million * MONTHS);
  }
}
