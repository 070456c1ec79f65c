package dev.keyshelf.local.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Each issued invoice that the rendering has reached is rendered in each format or lacks something,
 * not both. Each document has exactly one record, which names its file.
 */
final class DocumentRule implements Rule {
  private static final String INVARIANT = "documents";
  private static final List<String> FORMATS = List.of("PDF", "UBL");

  @Override
  public void check(Kept kept, Violations violations) {
    var records = records(kept);
    for (var made : kept.rows("DOCUMENTS#", "MADE#")) {
      var recorded = records.remove(named(partner(made), made));
      violations.unless(recorded != null, INVARIANT, made, "no record");
      if (recorded != null) {
        violations.unlessSame(recorded.size(), 1, INVARIANT, made, "records");
        agree(made, recorded.getFirst(), violations);
      }
      violations.unless(
          kept.find(made.partition(), made.sort().replaceFirst("^MADE", "LACKS")).isEmpty(),
          INVARIANT,
          made,
          "lacks something, too");
    }
    records
        .values()
        .forEach(
            each -> violations.unless(false, INVARIANT, each.getFirst(), "record of no document"));
    for (var invoice : kept.rows("INVOICES#", "INVOICE#")) {
      reached(kept, invoice, violations);
    }
  }

  private static Map<String, List<Row>> records(Kept kept) {
    Map<String, List<Row>> records = new HashMap<>();
    for (var record : kept.rows("ACTIVITY#", "")) {
      if (record.text("operation").equals("DOCUMENT_RENDERED")) {
        var document = record.inner("subject").inner("document");
        records
            .computeIfAbsent(named(partner(record), document), _ -> new ArrayList<>())
            .add(record);
      }
    }
    return records;
  }

  private static void agree(Row made, Row record, Violations violations) {
    var document = record.inner("subject").inner("document");
    for (var name : List.of("month", "currency", "sha256")) {
      violations.unless(
          made.text(name).equals(document.text(name)), INVARIANT, made, name + " of its record");
    }
    violations.unlessSame(
        document.number("bytes"), made.number("bytes"), INVARIANT, made, "bytes of its record");
  }

  /** An invoice is reached if its month is rendered for all partners of its shard. */
  private static void reached(Kept kept, Row invoice, Violations violations) {
    var partner = partner(invoice);
    var shard = Math.floorMod(partner.hashCode(), 16);
    var through = kept.find("RENDERED#" + shard, "-").map(row -> row.text("through")).orElse("");
    if (invoice.text("month").compareTo(through) > 0) {
      return;
    }
    for (var format : FORMATS) {
      var place = number(invoice) + "#" + format;
      var documents = "DOCUMENTS#" + partner;
      violations.unless(
          kept.find(documents, "MADE#" + place).isPresent()
              || kept.find(documents, "LACKS#" + place).isPresent(),
          INVARIANT,
          invoice,
          "neither rendered nor lacking as " + format);
    }
  }

  private static String number(Row invoice) {
    var inSeries = invoice.inner("inSeries").text("text");
    return inSeries.isEmpty()
        ? String.format(Locale.ROOT, "INV-%06d", invoice.number("number"))
        : inSeries;
  }

  private static String named(String partner, Row document) {
    return "%s %s %s".formatted(partner, document.text("number"), document.text("format"));
  }

  private static String partner(Row row) {
    return row.partition().split("#", 3)[1];
  }
}
