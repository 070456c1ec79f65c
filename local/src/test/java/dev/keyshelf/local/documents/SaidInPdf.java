package dev.keyshelf.local.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Reads a printed document as people do: line by line from the top of each page, with its columns.
 * The text is what PDFBox extracts.
 */
final class SaidInPdf {
  private static final String COLUMN = "\t";
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final int CELLS = 8;
  private static final int TITLE = 1;
  private static final int QUANTITY = 2;
  private static final int NET = 4;
  private static final int TAX = 6;
  private static final int GROSS = 7;

  private final Tongue tongue;
  private final List<List<String>> lines;
  private final List<Said.Row> rows = new ArrayList<>();
  private BigDecimal net = BigDecimal.ZERO;
  private BigDecimal tax = BigDecimal.ZERO;
  private BigDecimal gross = BigDecimal.ZERO;
  private String currency = "";

  private SaidInPdf(Tongue tongue, List<List<String>> lines) {
    this.tongue = tongue;
    this.lines = lines;
  }

  static Said of(byte[] pdf, String language) {
    return new SaidInPdf(Tongue.of(language), lines(text(pdf))).said();
  }

  /** Returns the text, with tabs between columns. */
  static String text(byte[] pdf) {
    try (var document = Loader.loadPDF(pdf)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      stripper.setWordSeparator(COLUMN);
      stripper.setLineSeparator("\n");
      return stripper.getText(document);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<List<String>> lines(String text) {
    return text.lines()
        .map(line -> line.replace('\u00A0', ' ').strip())
        .filter(line -> !line.isEmpty())
        .map(line -> List.of(line.split(" *" + COLUMN + " *")))
        .toList();
  }

  private Said said() {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).size() == CELLS && DAY.matcher(lines.get(i).getFirst()).matches()) {
        row(lines.get(i), i + 1);
      }
    }
    var title = String.join(" ", lines.getFirst());
    var isCreditNote = title.startsWith(tongue.creditNote() + " ");
    var number =
        title.substring((isCreditNote ? tongue.creditNote() : tongue.invoice()).length() + 1);
    var sums = sums();
    var total = sum(sums, tongue.total());
    require(total.compareTo(gross) == 0, "the total is %s, the lines %s".formatted(total, gross));
    return new Said(
        number,
        isCreditNote ? "CREDIT_NOTE" : "INVOICE",
        currency,
        net,
        tax,
        total,
        sum(sums, tongue.carriedIn()),
        sum(sums, tongue.due()),
        sum(sums, tongue.carriedOut()),
        rows);
  }

  private void row(List<String> cells, int below) {
    var title = new StringBuilder(cells.get(TITLE));
    var at = below;
    while (!lines.get(at).getFirst().startsWith(tongue.customer())) {
      title.append(' ').append(String.join(" ", lines.get(at)));
      at++;
    }
    var rowNet = tongue.number(cells.get(NET));
    var rowTax = tongue.number(cells.get(TAX));
    var rowGross = tongue.number(cells.get(GROSS));
    require(rowNet.add(rowTax).compareTo(rowGross) == 0, "net and tax are not gross: " + cells);
    net = net.add(rowNet);
    tax = tax.add(rowTax);
    gross = gross.add(rowGross);
    rows.add(
        new Said.Row(
            title.toString(),
            tongue.number(cells.get(QUANTITY)).intValueExact(),
            rowNet,
            chargeInvoice(at)));
  }

  /** Looks for the charge's document in the lines below a row's title, up to the next row. */
  private String chargeInvoice(int below) {
    for (int at = below; at < lines.size(); at++) {
      var line = String.join(" ", lines.get(at));
      var found = tongue.creditOf().matcher(line);
      if (found.find()) {
        return found.group(1);
      }
      if (lines.get(at).size() >= CELLS - 2 || line.startsWith(tongue.total() + " ")) {
        break;
      }
    }
    return "";
  }

  /** Returns the amounts with a currency by the words before them. */
  private Map<String, BigDecimal> sums() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (var line : lines) {
      var last = line.getLast();
      if (line.size() == 2 && last.matches("-?[0-9., ]+ [A-Z]{3}")) {
        var end = last.length() - 4;
        currency = last.substring(end + 1);
        sums.put(line.getFirst(), tongue.number(last.substring(0, end)));
      }
    }
    return sums;
  }

  private static BigDecimal sum(Map<String, BigDecimal> sums, String words) {
    return sums.getOrDefault(words, BigDecimal.ZERO);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
