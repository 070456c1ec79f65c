package dev.keyshelf.documents;

import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Seller;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Random documents, drawn from a seed: in every market of the samples, with credits of the same and
 * of earlier invoices, carried credits, and names in five scripts. The same seed draws the same.
 */
public final class DrawnDocuments {
  private static final PartnerId PARTNER = new PartnerId("contoso");

  private final Random draw;
  private final DrawnParties parties;
  private int number;

  /** Draws from a seed, which a test prints. */
  public DrawnDocuments(long seed) {
    this.draw = new Random(seed);
    this.parties = new DrawnParties(draw);
  }

  /** Returns the seed of {@code -Dkeyshelf.seed}, or a new one. */
  public static long seed() {
    return Long.getLong("keyshelf.seed", System.nanoTime());
  }

  /** What the entries of a document are. */
  public enum Kind {
    /** Charges, and sometimes credits of them or of earlier ones. */
    MIXED,
    /** Credits of earlier invoices. */
    CREDITS,
    /** Orders that are cancelled as a whole in their month. */
    CANCELLED
  }

  /** Draws a document in any currency. */
  public InvoiceDocument next() {
    var currencies = Place.currencies();
    return next(currencies.get(draw.nextInt(currencies.size())));
  }

  /** Draws a document in a currency. */
  public InvoiceDocument next(String currency) {
    var kinds = Kind.values();
    return next(currency, draw.nextInt(3) > 0 ? Kind.MIXED : kinds[draw.nextInt(kinds.length)]);
  }

  /** Draws a document in a currency with entries of a kind. */
  public InvoiceDocument next(String currency, Kind kind) {
    return document(currency, kind, draw.nextInt(1, 6), parties.buyer());
  }

  /** Draws an invoice or a credit note of at least so many lines, in a language and on a paper. */
  public InvoiceDocument ofLines(
      int lines, String currency, SpokenLanguage language, PageSize size) {
    return document(currency, Kind.MIXED, lines, parties.buyer(language, size));
  }

  /** Draws a document with at least so many lines. */
  private InvoiceDocument document(String currency, Kind kind, int lines, Buyer buyer) {
    var month = YearMonth.of(draw.nextInt(2019, 2028), draw.nextInt(1, 13));
    var drawing = new DrawnEntries(draw, PARTNER, currency);
    var entries = new ArrayList<Entry>();
    number += draw.nextInt(1, 5);
    var issuedAt = month.plusMonths(1).atDay(1).atTime(1, 0, 7).toInstant(ZoneOffset.UTC);
    var own = new ChargedOn(month, Optional.of(numberText(number)));
    var left = lines;
    while (left > 0) {
      var size = Math.min(left, draw.nextInt(1, 4));
      var earlier = kind == Kind.CREDITS || (kind == Kind.MIXED && draw.nextInt(4) == 0);
      var chargedIn = earlier ? month.minusMonths(draw.nextInt(1, 3)) : month;
      var order = drawing.order(within(chargedIn), size);
      if (!earlier) {
        entries.add(new Entry(order.charge(), Optional.empty()));
        left -= size;
      }
      var before = new ChargedOn(chargedIn, Optional.of("INV-0000" + draw.nextInt(10, 13)));
      var credits =
          switch (kind) {
            case CANCELLED -> List.of(drawing.cancelAll(order, end(month)));
            case CREDITS -> List.of(drawing.cancel(order, end(month)));
            case MIXED ->
                List.of(
                    draw.nextInt(3) == 0
                        ? drawing.cancel(order, end(month))
                        : Optional.<LedgerEntry>empty(),
                    earlier ? drawing.cancel(order, end(month)) : Optional.<LedgerEntry>empty());
          };
      for (var credit : credits) {
        if (credit.isPresent()) {
          entries.add(new Entry(credit.get(), Optional.of(earlier ? before : own)));
          left -= credit.get().lines().size();
        }
      }
    }
    entries.sort((one, other) -> one.entry().key().compareTo(other.entry().key()));
    return of(month, issuedAt, buyer, parties.seller(), entries);
  }

  private record Entry(LedgerEntry entry, Optional<ChargedOn> chargedOn) {}

  private InvoiceDocument of(
      YearMonth month, Instant issuedAt, Buyer buyer, Seller seller, List<Entry> entries) {
    var totals = Totals.of(entries.getFirst().entry().amount().currency());
    var taxes = new TaxByLine();
    var lines = new ArrayList<DocumentLine>();
    for (var each : entries) {
      var entry = each.entry();
      totals = totals.plus(entry);
      var tax = seller.tax(entry.billedTo().orElseThrow().market()).orElseThrow();
      for (var line : entry.lines()) {
        lines.add(
            new DocumentLine(
                entry,
                line,
                taxes.next(entry, line),
                Optional.of(tax.of(line.taxMode(), line.taxRate())),
                each.chargedOn()));
      }
    }
    return new InvoiceDocument(
        PARTNER,
        month,
        Optional.of(new InvoiceDocument.Issue(numberText(number), issuedAt)),
        seller,
        buyer,
        new Settlement(totals, carriedIn(totals.currency())),
        lines);
  }

  /** Draws nothing, a credit that the document uses up, or one that is larger than most. */
  private Money carriedIn(Currency currency) {
    return switch (draw.nextInt(4)) {
      case 0 -> Money.ofMinor(-draw.nextInt(1, 10_000), currency);
      case 1 -> Money.ofMinor(-draw.nextInt(1, 1_000_000_000), currency);
      default -> Money.zero(currency);
    };
  }

  private Instant within(YearMonth month) {
    var begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return begin.plus(Duration.ofMinutes(draw.nextInt(1, 27 * 24 * 60)));
  }

  /** Draws an instant after all of {@link #within}. */
  private Instant end(YearMonth month) {
    var day = month.atDay(28).atStartOfDay().toInstant(ZoneOffset.UTC);
    return day.plus(Duration.ofSeconds(draw.nextInt(1, 24 * 3600)));
  }

  private static String numberText(int number) {
    return String.format(Locale.ROOT, "KS-2026-%06d", number);
  }
}
