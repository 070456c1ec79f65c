package dev.keyshelf.documents;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Seller;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Builds a document from charges and credits, with the totals and taxes that an issue gives it. */
public final class ExampleDocument {
  /**
   * What was bought.
   *
   * @param rate such as 0.19; empty in the mode EXCLUDED
   */
  public record Item(
      String title, int quantity, String unitPrice, TaxMode mode, Optional<String> rate) {
    /** Returns an item of a market whose prices exclude tax. */
    public static Item untaxed(String title, int quantity, String unitPrice) {
      return new Item(title, quantity, unitPrice, TaxMode.EXCLUDED, Optional.empty());
    }

    /** Returns an item that the invoice adds tax to. */
    public static Item taxed(String title, int quantity, String unitPrice, String rate) {
      return new Item(title, quantity, unitPrice, TaxMode.ADDED, Optional.of(rate));
    }

    /** Returns an item whose price includes tax. */
    public static Item included(String title, int quantity, String unitPrice, String rate) {
      return new Item(title, quantity, unitPrice, TaxMode.INCLUDED, Optional.of(rate));
    }
  }

  private static final PartnerId PARTNER = new PartnerId("partner-a");

  private final Currency currency;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Seller seller = ExampleParties.seller();
  private Buyer buyer = ExampleParties.buyer();
  private YearMonth month = YearMonth.of(2026, 10);
  private Optional<String> number = Optional.of("KS-2026-000042");
  private Optional<String> chargedOn = Optional.of("KS-2026-000017");
  private String carriedIn = "0";
  private BilledCustomer customer = customer("Fabrikam GmbH", "DE");
  private References references =
      new References(Optional.of("PO-4711"), Optional.of("Rack 12"), Optional.of("CC-300"));

  private ExampleDocument(String currency) {
    this.currency = Currency.getInstance(currency);
  }

  /** Returns a document in a currency, without lines. */
  public static ExampleDocument in(String currency) {
    return new ExampleDocument(currency);
  }

  /** Returns a customer of a market. */
  public static BilledCustomer customer(String name, String market) {
    return new BilledCustomer(
        name, "fabrikam.example", "11111111-2222-4333-8444-555555555555", new Market(market));
  }

  /** Sets the seller. */
  public ExampleDocument of(Seller other) {
    seller = other;
    return this;
  }

  /** Sets the buyer. */
  public ExampleDocument to(Buyer other) {
    buyer = other;
    return this;
  }

  /** Sets the language and the paper. */
  public ExampleDocument in(SpokenLanguage language, PageSize size) {
    buyer = new Buyer(buyer.party(), buyer.reference(), buyer.terms(), language, size);
    return this;
  }

  /** Sets the month; the entries that follow are of it. */
  public ExampleDocument in(YearMonth other) {
    month = other;
    return this;
  }

  /** Makes it a preview. */
  public ExampleDocument preview() {
    number = Optional.empty();
    return this;
  }

  /** Sets the number that is printed. */
  public ExampleDocument numbered(String text) {
    number = Optional.of(text);
    return this;
  }

  /** Sets the number of the invoice that charged what is credited; empty if it is not issued. */
  public ExampleDocument chargedOn(Optional<String> text) {
    chargedOn = text;
    return this;
  }

  /** Sets the credit of the month before, such as -12.50. */
  public ExampleDocument carriedIn(String amount) {
    carriedIn = amount;
    return this;
  }

  /** Sets the customer of the entries that follow. */
  public ExampleDocument forCustomer(BilledCustomer other) {
    customer = other;
    return this;
  }

  /** Sets the references of the entries that follow. */
  public ExampleDocument referring(References other) {
    references = other;
    return this;
  }

  /** Adds an order's charge. */
  public ExampleDocument charge(Item... items) {
    var lines = new ArrayList<LedgerLine>();
    for (var item : items) {
      lines.add(line(lines.size() + 1, item, item.quantity() + " x " + price(item)));
    }
    entries.add(
        new LedgerEntry.Charge(
            id("entry"),
            PARTNER,
            new CustomerId(id("customer")),
            new OrderId(id("order")),
            at(),
            lines,
            Optional.of(customer)));
    return this;
  }

  /** Adds the credit of whole items. */
  public ExampleDocument credit(String reason, Item... items) {
    var lines = new ArrayList<LedgerLine>();
    for (var item : items) {
      var q = item.quantity();
      var total = price(item).times(q);
      lines.add(
          line(
              lines.size() + 1,
              item,
              "%s x %s/%s x 365 of 365 days = %s".formatted(total, q, q, total)));
    }
    entries.add(
        new LedgerEntry.CreditNote(
            id("entry"),
            PARTNER,
            new CustomerId(id("customer")),
            new OrderId(id("order")),
            at(),
            lines,
            Optional.of(customer),
            Optional.of(id("credited")),
            Optional.of(reason)));
    return this;
  }

  /** Returns the document. */
  public InvoiceDocument build() {
    var totals = Totals.of(currency);
    var taxes = new TaxByLine();
    var lines = new ArrayList<DocumentLine>();
    for (var entry : entries) {
      totals = totals.plus(entry);
      for (var line : entry.lines()) {
        lines.add(document(entry, line, taxes.next(entry, line)));
      }
    }
    var issuedAt = month.plusMonths(1).atDay(1).atTime(1, 0).toInstant(ZoneOffset.UTC);
    return new InvoiceDocument(
        PARTNER,
        month,
        number.map(text -> new InvoiceDocument.Issue(text, issuedAt)),
        seller,
        buyer,
        new Settlement(totals, Money.of(carriedIn, currency.getCurrencyCode())),
        lines);
  }

  private DocumentLine document(LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts) {
    var category =
        entry
            .billedTo()
            .map(BilledCustomer::market)
            .flatMap(seller::tax)
            .map(tax -> tax.of(line.taxMode(), line.taxRate()));
    var charged =
        entry instanceof LedgerEntry.CreditNote
            ? Optional.of(new ChargedOn(month.minusMonths(1), chargedOn))
            : Optional.<ChargedOn>empty();
    return new DocumentLine(entry, line, amounts, category, charged);
  }

  private LedgerLine line(int line, Item item, String explanation) {
    var price = price(item);
    var amount = price.times(item.quantity());
    var rate = item.rate().map(BigDecimal::new);
    var tax =
        item.mode() == TaxMode.INCLUDED
            ? amount.includedTax(rate.orElseThrow())
            : Money.zero(currency);
    return new LedgerLine(
        line,
        new SkuId("ws2019-std-16core"),
        LedgerLine.title(item.title(), "1 year"),
        item.quantity(),
        amount,
        tax,
        "edition 2 of software-subscriptions",
        explanation,
        Optional.of(
            new Particulars(
                new ProductId("windows-server-2019-standard"),
                item.title(),
                "1 year",
                price,
                item.mode(),
                rate,
                Optional.of(Term.startingAt(at(), Period.ofYears(1))),
                references,
                Optional.empty(),
                Optional.empty())));
  }

  private Money price(Item item) {
    return Money.of(item.unitPrice(), currency.getCurrencyCode());
  }

  /** Returns the time of the next entry: each is an hour after the one before. */
  private Instant at() {
    return month.atDay(1).atTime(12, 0).plusHours(entries.size()).toInstant(ZoneOffset.UTC);
  }

  /** Returns an id that is no more like the others than those of orders on the same day. */
  private String id(String of) {
    return Ulids.of(at(), of + entries.size());
  }
}
