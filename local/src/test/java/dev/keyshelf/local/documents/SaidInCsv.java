package dev.keyshelf.local.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads a document in both layouts of CSV. Sums are those of the rows. */
final class SaidInCsv {
  private SaidInCsv() {}

  /** Reads the product's own columns. */
  static Said own(String csv) {
    var rows = new ArrayList<Said.Row>();
    var sums = new Sums();
    var number = "";
    var type = "";
    var currency = "";
    for (var row : Cells.of(csv)) {
      number = row.text("number");
      type = row.text("documentType");
      currency = row.text("currency");
      if (row.text("kind").equals("CARRIED_IN")) {
        sums.carriedIn = row.number("gross");
      } else {
        sums.add(row.number("net"), row.number("tax"), row.number("gross"));
        rows.add(
            new Said.Row(
                row.text("title"),
                Integer.parseInt(row.text("quantity")),
                row.number("net"),
                row.text("chargeInvoice")));
      }
    }
    return sums.said(number, type, currency, rows);
  }

  /**
   * Reads the columns of the reconciliation file. It does not say what is carried in, nor the
   * document with the charge, so these are taken from what another format says.
   */
  static Said reconciliation(String csv, Said other) {
    var rows = new ArrayList<Said.Row>();
    var sums = new Sums();
    var number = "";
    var currency = "";
    for (var row : Cells.of(csv)) {
      number = row.text("InvoiceNumber");
      currency = row.text("Currency");
      sums.add(row.number("Subtotal"), row.number("TaxTotal"), row.number("Total"));
      var isCharge = row.text("ChargeType").equals("new");
      rows.add(
          new Said.Row(
              row.text("ProductName") + ", " + row.text("SkuName"),
              Integer.parseInt(row.text("Quantity")),
              row.number("Subtotal"),
              isCharge ? "" : other.rows().get(rows.size()).chargeInvoice()));
    }
    sums.carriedIn = other.carriedIn();
    return sums.said(number, sums.gross.signum() < 0 ? "CREDIT_NOTE" : "INVOICE", currency, rows);
  }

  /** The sums of rows. */
  private static final class Sums {
    private BigDecimal net = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;
    private BigDecimal gross = BigDecimal.ZERO;
    private BigDecimal carriedIn = BigDecimal.ZERO;

    void add(BigDecimal rowNet, BigDecimal rowTax, BigDecimal rowGross) {
      if (rowNet.add(rowTax).compareTo(rowGross) != 0) {
        throw new AssertionError("%s + %s is not %s".formatted(rowNet, rowTax, rowGross));
      }
      net = net.add(rowNet);
      tax = tax.add(rowTax);
      gross = gross.add(rowGross);
    }

    Said said(String number, String type, String currency, List<Said.Row> rows) {
      var rest = gross.add(carriedIn);
      return new Said(
          number,
          type,
          currency,
          net,
          tax,
          gross,
          carriedIn,
          rest.max(BigDecimal.ZERO),
          rest.min(BigDecimal.ZERO),
          rows);
    }
  }
}
