package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.file.FileName;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a file that matches its schema into the domain's types. */
final class CatalogueReader {
  private static final Market NOWHERE = new Market("AQ");
  private static final String NO_NAME = "-";
  private static final Currency NO_MONEY = Currency.getInstance("USD");

  private CatalogueReader() {}

  /** Reads the file's content. Returns empty if the domain's types refuse any part of it. */
  static Optional<CatalogueFile> read(FileKind kind, SourceFile file, Faults faults) {
    var document = Document.of(file, faults);
    return switch (kind) {
      case TERMS -> document.guarded(CatalogueReader::terms);
      case PRODUCT -> document.guarded(CatalogueReader::product);
      case PRICE_LIST -> document.guarded(CatalogueReader::prices);
    };
  }

  private static Optional<CatalogueFile> terms(Document document) {
    var program = document.text("program");
    return Optional.of(
        new CatalogueFile.Terms(
            program, document.list("editions", each -> edition(program, each))));
  }

  private static Optional<ProgramTerms> edition(String program, Document document) {
    Map<ProductKind, CreditRule> credit = new EnumMap<>(ProductKind.class);
    var rules = document.mapping("credit");
    for (var kind : rules.names()) {
      credit.put(ProductKind.valueOf(kind), CreditRule.valueOf(rules.text(kind)));
    }
    Map<ProductKind, Set<Market>> closed = new EnumMap<>(ProductKind.class);
    var markets = document.mapping("closedMarkets");
    for (var kind : markets.names()) {
      closed.put(ProductKind.valueOf(kind), Set.copyOf(markets.texts(kind, Market::new)));
    }
    var link = document.mapping("link");
    return Optional.of(
        new ProgramTerms(
            program,
            document.text("id"),
            document.instant("effectiveFrom"),
            route(document),
            document.read("window", Duration::parse).orElse(Duration.ZERO),
            credit,
            new LinkRule(
                link.read("lifetime", Duration::parse).orElse(Duration.ofDays(1)),
                link.integer("downloads")),
            closed,
            document.readOptional("closedMarketsAsOf", LocalDate::parse),
            Set.copyOf(document.texts("taxIncludedMarkets", Market::new)),
            Set.copyOf(document.optionalTexts("taxAddedMarkets", Market::new)),
            document.flag("eligiblePartnersOnly")));
  }

  private static Optional<CatalogueFile> product(Document document) {
    var product =
        new Product(
            new ProductId(document.text("id")),
            document.text("program"),
            titles(document),
            ProductKind.valueOf(document.text("kind")),
            route(document),
            document.readOptional("window", Duration::parse));
    return Optional.of(
        new CatalogueFile.ProductFile(
            product,
            document.list("skus", each -> sku(product, each)),
            document.list("artifacts", each -> artifact(product.id(), each))));
  }

  private static Optional<Sku> sku(Product product, Document document) {
    var quantity = document.mapping("quantity");
    var keys = document.optionalMapping("keys");
    return Optional.of(
        new Sku(
            product,
            new SkuId(document.text("id")),
            titles(document),
            document.words("edition"),
            document.words("unit"),
            document.readOptional("term", Period::parse),
            quantity.integer("minimum"),
            quantity.integer("maximum"),
            keys.flatMap(each -> each.guarded(CatalogueReader::keys)),
            document.readOptional("hybridBenefit", HybridBenefit::valueOf),
            document.readOptional("softwareAssurance", CatalogueReader::yesOrNo),
            keys.flatMap(each -> each.readOptional("lowStock", Integer::parseInt))));
  }

  private static Titles titles(Document document) {
    Map<SpokenLanguage, String> others = new EnumMap<>(SpokenLanguage.class);
    document
        .optionalMapping("titles")
        .ifPresent(
            known ->
                known.names().stream()
                    .flatMap(tag -> SpokenLanguage.ofTag(tag).stream())
                    .forEach(language -> others.put(language, known.words(language.tag()))));
    return new Titles(document.words("title"), others);
  }

  private static Optional<KeyRule> keys(Document document) {
    var pool = document.readOptional("pool", Function.identity());
    var generated = document.readOptional("generated", CatalogueReader::yes).isPresent();
    var reserve = document.readOptional("reserve", CatalogueReader::yesOrNo);
    if (pool.isPresent() == generated || (generated && reserve.isPresent())) {
      throw new IllegalArgumentException(
          "needs either a pool or generated: true; reserve is only for a pool");
    }
    var form = document.readOptional("form", KeyForm::valueOf);
    if (form.isPresent() && generated) {
      throw new IllegalArgumentException(
          "form is only for a pool: generated keys have a fixed form");
    }
    var issuer =
        pool.<Issuer>map(
                name -> new Issuer.Pool(name, reserve.orElse(true), form.orElse(KeyForm.FIVES)))
            .orElseGet(Issuer.Generated::new);
    return Optional.of(
        new KeyRule(issuer, document.readOptional("unitsPerKey", Integer::parseInt)));
  }

  private static boolean yesOrNo(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("must be true or false, or left out");
    }
    return text.equals("true");
  }

  private static boolean yes(String text) {
    if (!text.equals("true")) {
      throw new IllegalArgumentException("must be true, or left out");
    }
    return true;
  }

  private static Optional<Artifact> artifact(ProductId product, Document document) {
    return Optional.of(
        new Artifact(
            product,
            document.text("version"),
            document.text("language"),
            document.text("fileType"),
            document.read("fileName", CatalogueReader::fileName).orElse(NO_NAME),
            document.text("object"),
            document.number("size"),
            document.text("sha256"),
            document.instant("releasedAt")));
  }

  private static String fileName(String name) {
    FileName.fault(name)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    return name;
  }

  private static Optional<CatalogueFile> prices(Document document) {
    var market = document.read("market", Market::new).orElse(NOWHERE);
    var currency = document.read("currency", CatalogueReader::currency).orElse(NO_MONEY);
    return Optional.of(
        new CatalogueFile.PriceFile(
            market, currency, document.list("offers", each -> offer(market, currency, each))));
  }

  /** Also refuses ISO 4217 codes that prices cannot have, such as those of gold and for tests. */
  private static Currency currency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .filter(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not a currency for prices"));
  }

  private static Optional<Offer> offer(Market market, Currency currency, Document document) {
    return document
        .read("unitPrice", price -> Money.of(price, currency.getCurrencyCode()))
        .map(
            price ->
                new Offer(
                    new SkuId(document.text("sku")),
                    market,
                    price,
                    new BigDecimal(document.text("taxRate")),
                    document.instant("validFrom"),
                    document.readOptional("validUntil", Instant::parse)));
  }

  private static CancellationRoute route(Document document) {
    return CancellationRoute.valueOf(document.text("cancellation"));
  }
}
