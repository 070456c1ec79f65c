package dev.keyshelf.local.invariant;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calculates the tax of an invoice anew from the stored entries in its roll, without the product's
 * code, and in another way: by integers.
 */
final class TaxOracle {
  private static final int DECIMALS = 6;
  private static final BigInteger ONE = BigInteger.TEN.pow(DECIMALS);

  private TaxOracle() {}

  /** Returns the rows that an invoice must have, each as its mode, rate, net and tax. */
  static List<String> rows(List<Row> entries) {
    Map<String, BigInteger> nets = new TreeMap<>();
    Map<String, BigInteger> taxes = new TreeMap<>();
    for (var entry : entries) {
      var sign = BigInteger.valueOf(entry.text("kind").equals("CHARGE") ? 1 : -1);
      for (var line : entry.inners("lines")) {
        var net = line.minor("amount").subtract(line.minor("tax")).multiply(sign);
        nets.merge(kind(line), net, BigInteger::add);
        taxes.merge(kind(line), line.minor("tax").multiply(sign), BigInteger::add);
      }
    }
    return nets.keySet().stream()
        .map(
            kind -> {
              var net = nets.getOrDefault(kind, BigInteger.ZERO);
              var tax = taxes.getOrDefault(kind, BigInteger.ZERO);
              return "%s: %s and %s".formatted(kind, net, tax.add(added(kind, net)));
            })
        .sorted()
        .toList();
  }

  /** Returns the rows that an invoice has stored. */
  static List<String> stored(Row invoice) {
    return invoice.inners("taxes").stream()
        .map(
            row ->
                "%s %s: %s and %s"
                    .formatted(
                        row.text("mode"),
                        millionths(row.text("rate")),
                        row.minor("net"),
                        row.minor("tax")))
        .sorted()
        .toList();
  }

  /** Returns the tax that an invoice adds to the sum of its entries. */
  static BigInteger added(Row invoice) {
    return Row.sum(
        invoice.inners("taxes").stream().filter(row -> row.text("mode").equals("ADDED")), "tax");
  }

  private static String kind(Row line) {
    var bought = line.inner("bought");
    var rate = bought.text("taxRate");
    if (bought.flag("taxAdded")) {
      return "ADDED " + millionths(rate);
    }
    var isIncluded = !rate.isEmpty() || line.minor("tax").signum() > 0;
    return (isIncluded ? "INCLUDED " : "EXCLUDED ") + millionths(rate);
  }

  /** Returns the tax to add; half of a minor unit is rounded away from zero. */
  private static BigInteger added(String kind, BigInteger net) {
    if (!kind.startsWith("ADDED ")) {
      return BigInteger.ZERO;
    }
    var rate = new BigInteger(kind.substring("ADDED ".length()));
    var twice = net.abs().multiply(rate).shiftLeft(1).add(ONE).divide(ONE.shiftLeft(1));
    return net.signum() < 0 ? twice.negate() : twice;
  }

  private static String millionths(String rate) {
    return rate.isEmpty()
        ? "-"
        : new BigDecimal(rate).movePointRight(DECIMALS).toBigIntegerExact().toString();
  }
}
