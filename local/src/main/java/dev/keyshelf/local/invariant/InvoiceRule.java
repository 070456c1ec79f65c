package dev.keyshelf.local.invariant;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Each charge and credit note of an invoiced month is on exactly one invoice. An invoice is the sum
 * of the entries in its roll, with the tax that is added to the sum of each rate. Credits are
 * carried forward in full. Numbers have no gap.
 */
final class InvoiceRule implements Rule {
  private static final String INVARIANT = "invoices";

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<Row>> invoices =
        kept.rows("INVOICES#", "INVOICE#").stream().collect(Collectors.groupingBy(Row::partition));
    var entries = new Entries(kept);
    for (var account : kept.rows("INVOICES#", "ACCOUNT")) {
      var issued = new ArrayList<>(invoices.getOrDefault(account.partition(), List.of()));
      invoices.remove(account.partition());
      issued.sort(Comparator.comparing(Row::sort));
      areCounted(account, issued, violations);
      areCarriedOn(account, issued, violations);
      new Partner(kept, entries, violations).check(account, issued);
    }
    invoices
        .values()
        .forEach(
            each -> violations.unless(false, INVARIANT, each.getFirst(), "without an account"));
  }

  private static void areCounted(Row account, List<Row> issued, Violations violations) {
    for (int i = 0; i < issued.size(); i++) {
      violations.unlessSame(
          issued.get(i).number("number"), i + 1, INVARIANT, issued.get(i), "its number");
    }
    violations.unlessSame(
        account.number("lastNumber"), issued.size(), INVARIANT, account, "last number");
  }

  private static void areCarriedOn(Row account, List<Row> issued, Violations violations) {
    Map<String, Row> last = new TreeMap<>();
    for (var invoice : issued) {
      var before = last.put(invoice.currency("charged"), invoice);
      violations.unlessSame(
          invoice.minor("carriedIn"), out(before), INVARIANT, invoice, "credit carried in");
      violations.unless(
          invoice.number("charges") + invoice.number("credits") > 0,
          INVARIANT,
          invoice,
          "without entries");
    }
    Map<String, BigInteger> carried = new TreeMap<>();
    last.forEach(
        (currency, invoice) -> {
          if (out(invoice).signum() < 0) {
            carried.put(currency, out(invoice));
          }
        });
    violations.unless(
        carried.equals(
            account.inners("carried").stream()
                .collect(
                    Collectors.toMap(
                        each -> each.currency("credit"), each -> each.minor("credit")))),
        INVARIANT,
        account,
        "credits to carry on: not " + carried);
  }

  /** Returns the credit that an invoice carries forward: negative or zero. */
  private static BigInteger out(@Nullable Row invoice) {
    return invoice == null
        ? BigInteger.ZERO
        : invoice
            .minor("carriedIn")
            .add(invoice.minor("charged"))
            .subtract(invoice.minor("credited"))
            .add(TaxOracle.added(invoice))
            .min(BigInteger.ZERO);
  }

  /** The entries of the ledger by partition and id. */
  private static final class Entries {
    private final Map<String, Map<String, Row>> byLedger = new HashMap<>();

    Entries(Kept kept) {
      for (var entry : kept.rows("LEDGER#", "")) {
        byLedger
            .computeIfAbsent(entry.partition(), _ -> new TreeMap<>())
            .put(entry.text("id"), entry);
      }
    }

    Map<String, Row> of(String partner, String month) {
      return byLedger.getOrDefault("LEDGER#" + partner + "#" + month, Map.of());
    }

    List<Row> upTo(String partner, String month) {
      var ledger = "LEDGER#" + partner + "#";
      return byLedger.entrySet().stream()
          .filter(each -> each.getKey().startsWith(ledger))
          .filter(each -> each.getKey().compareTo(ledger + month) <= 0)
          .flatMap(each -> each.getValue().values().stream())
          .toList();
    }
  }

  /** The rolls of one partner's invoices. */
  private static final class Partner {
    private final Kept kept;
    private final Entries entries;
    private final Violations violations;
    private final Set<Row> covered = new HashSet<>();

    Partner(Kept kept, Entries entries, Violations violations) {
      this.kept = kept;
      this.entries = entries;
      this.violations = violations;
    }

    void check(Row account, List<Row> issued) {
      var partner = account.partition().split("#", 2)[1];
      Map<String, List<Row>> months = new TreeMap<>();
      issued.forEach(
          each -> months.computeIfAbsent(each.text("month"), _ -> new ArrayList<>()).add(each));
      for (var month : months.values()) {
        var named = named(partner, month.getFirst());
        for (var invoice : month) {
          violations.unless(
              invoice.inner("roll").equals(month.getFirst().inner("roll")),
              INVARIANT,
              invoice,
              "has another roll than the month's other invoice");
          isSumOf(named.getOrDefault(invoice.currency("charged"), List.of()), invoice);
          named.remove(invoice.currency("charged"));
        }
        named.forEach(
            (currency, lost) ->
                violations.unless(
                    false, INVARIANT, lost.getFirst(), "no invoice in its currency " + currency));
      }
      var latest =
          issued.stream()
              .map(each -> Instant.parse(each.text("issuedAt")))
              .reduce(Instant.MIN, (one, other) -> one.isAfter(other) ? one : other);
      // If the clock was set back, an entry may be late. It is then on the next invoice.
      if (!kept.now().isBefore(latest)) {
        for (var entry : entries.upTo(partner, account.text("issuedThrough"))) {
          violations.unless(covered.contains(entry), INVARIANT, entry, "on no invoice");
        }
      }
    }

    /** Returns the entries that the roll of an invoice names, by currency. */
    private Map<String, List<Row>> named(String partner, Row invoice) {
      Map<String, List<Row>> named = new TreeMap<>();
      var roll = invoice.inner("roll");
      for (var range : roll.inners("ranges")) {
        var month = range.text("month");
        var ledger = entries.of(partner, month);
        var ids =
            kept.rows("ROLL#%s#%s".formatted(partner, month), roll.text("id") + "#").stream()
                .flatMap(part -> List.of(part.text("names").split(" ")).stream())
                .toList();
        violations.unlessSame(
            ids.size(), range.number("entries"), INVARIANT, invoice, "entries named of " + month);
        for (var id : ids) {
          var entry = ledger.get(id);
          violations.unless(entry != null, INVARIANT, invoice, "names a missing entry: " + id);
          if (entry != null) {
            violations.unless(covered.add(entry), INVARIANT, entry, "on two invoices");
            named.computeIfAbsent(currency(entry), _ -> new ArrayList<>()).add(entry);
          }
        }
      }
      return named;
    }

    private void isSumOf(List<Row> named, Row invoice) {
      // Invoices of earlier releases have no rows of taxes, and added none.
      if (invoice.has("taxes")) {
        violations.unless(
            TaxOracle.stored(invoice).equals(TaxOracle.rows(named)),
            INVARIANT,
            invoice,
            "its taxes by the entries of its roll: not " + TaxOracle.rows(named));
      }
      isSumOf(named, "CHARGE", invoice, "charged", "charges");
      isSumOf(named, "CREDIT_NOTE", invoice, "credited", "credits");
    }

    private void isSumOf(List<Row> named, String kind, Row invoice, String sum, String count) {
      var ofKind = named.stream().filter(each -> each.text("kind").equals(kind)).toList();
      violations.unlessSame(invoice.number(count), ofKind.size(), INVARIANT, invoice, count);
      violations.unlessSame(
          invoice.minor(sum),
          sum(ofKind, "amount"),
          INVARIANT,
          invoice,
          sum + " by the entries of its roll");
      violations.unlessSame(
          invoice.minor(sum + "Tax"), sum(ofKind, "tax"), INVARIANT, invoice, "tax " + sum);
    }

    private static BigInteger sum(List<Row> named, String amount) {
      return Row.sum(named.stream().flatMap(entry -> entry.inners("lines").stream()), amount);
    }

    private static String currency(Row entry) {
      return Objects.requireNonNull(entry.inners("lines").getFirst()).currency("amount");
    }
  }
}
