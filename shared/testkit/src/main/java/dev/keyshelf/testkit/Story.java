package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.cloud.CloudFixture;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data that the sample events refer to: a partner, its customer, an order of two licences, and
 * a link to one of their files.
 */
public final class Story {
  /** The time at which the order of the story is placed. */
  public static final Instant BOUGHT_AT = Instant.parse("2026-11-20T09:10:00Z");

  /** The partner that sends all events. */
  public static final PartnerId PARTNER = new PartnerId("partner-a");

  /** The customer that the events are about. */
  public static final CustomerId CUSTOMER = new CustomerId("01M7W2Y7M0PV25GRW7BRT4GZ53");

  /** The order that the events are about. Its one line is entitlement {@code ORDER-1}. */
  public static final OrderId ORDER = new OrderId("01M7W3GHJ07VNQX5Q5KKJ0Z75H");

  /** The token in the events about the link. */
  public static final LinkToken TOKEN =
      new LinkToken("PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");

  /** The pool of the product's keys. */
  public static final String POOL = "windows-server-2019-standard";

  private static final String TENANT = "e9da86d3-51cf-4a76-a2d8-c50195c3f466";
  private static final Optional<KeyRule> KEY = Optional.of(KeyRule.ofPool(POOL, Optional.empty()));

  private Story() {}

  /** Returns a function's variables for a test's own stores, with a key file in a folder. */
  public static Map<String, String> variables(CloudFixture cloud, Path folder) {
    var variables = new HashMap<>(cloud.environment());
    variables.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
    return variables;
  }

  /** Returns the customer in a market. */
  public static Customer customerIn(String market) {
    return Situations.aCustomer(
        CUSTOMER,
        PARTNER,
        "Northwind Traders",
        "northwind.example",
        TENANT,
        new Market(market),
        BOUGHT_AT);
  }

  /** Returns a new customer of a partner. */
  public static Customer customerOf(PartnerId partner) {
    return Situations.aCustomer(
        CustomerId.next(BOUGHT_AT),
        partner,
        "Northwind",
        "northwind.example",
        TENANT,
        new Market("US"),
        BOUGHT_AT);
  }

  /** Returns the order, with a line for each purchase. */
  public static Order order(Purchase... purchases) {
    return ordered(purchases).order();
  }

  /** Returns the order as a situation that tests can change. */
  public static Ordered ordered(Purchase... purchases) {
    return new Ordered(
        ORDER, PARTNER, CUSTOMER, BOUGHT_AT, "ada@contoso.example", List.of(purchases));
  }

  /** Returns the purchase of the story: two perpetual licences, one volume key, 1944.00 USD. */
  public static Purchase licences() {
    return purchase(ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE, Optional.empty(), KEY);
  }

  /** Returns the licences as a product without keys. */
  public static Purchase withoutKeys() {
    return purchase(
        ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE, Optional.empty(), Optional.empty());
  }

  /** Returns the licences as a subscription for a month, with a key for each unit. */
  public static Purchase subscription() {
    return purchase(
        ProductKind.SUBSCRIPTION,
        CancellationRoute.SELF_SERVICE,
        Optional.of(Period.ofMonths(1)),
        Optional.of(KeyRule.ofPool(POOL, Optional.of(1))));
  }

  /** Returns the licences as a product with another cancellation route. */
  public static Purchase cancelledBy(CancellationRoute route) {
    return purchase(ProductKind.PERPETUAL, route, Optional.empty(), KEY);
  }

  private static Purchase purchase(
      ProductKind kind, CancellationRoute route, Optional<Period> term, Optional<KeyRule> keys) {
    return new Bought(
            product(kind, route),
            new SkuId("ws2019-std-16core"),
            "16-core licence pack",
            2,
            Money.of("972.00", "USD"),
            TaxMode.EXCLUDED,
            BigDecimal.ZERO,
            term,
            keys,
            BOUGHT_AT,
            References.none())
        .purchase();
  }

  /** Returns the product's one file. */
  public static Artifact file() {
    return file("en_windows_server_2019_x64.iso");
  }

  /** Returns the product's one file under another name. */
  public static Artifact file(String name) {
    return new Artifact(
            new ProductId("windows-server-2019-standard"),
            "2019",
            "en-US",
            "ISO",
            name,
            "artifacts/windows-server-2019-standard/en_windows_server_2019_x64.iso",
            39_758,
            "1ba1b6f9c5222cbc00f5189593e20270f6d65b23152cb60877b7830e243ff8cd",
            Instant.parse("2018-11-13T00:00:00Z"))
        .verified();
  }

  /**
   * Returns a catalogue: the licences at 972.00 USD in US; {@code priceless}, whose price is too
   * high to buy two; {@code abroad}, sold in DE only; {@code limited}, for eligible partners only.
   */
  public static CatalogueVersion catalogue() {
    var windows = product(ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE);
    var limited =
        Catalogues.aProduct(
            "limited",
            "Limited",
            "on-premises",
            ProductKind.PERPETUAL,
            CancellationRoute.SUPPORT_REQUEST);
    return new CatalogueVersion(
        "2026-11",
        List.of(terms("server-software", false), terms("on-premises", true)),
        List.of(
            new CatalogueVersion.Entry(
                windows,
                List.of(
                    sku(windows, "ws2019-std-16core"),
                    sku(windows, "priceless"),
                    sku(windows, "abroad")),
                List.of(
                    offer("ws2019-std-16core", "US", "972.00"),
                    offer("priceless", "US", "90000000000000000.00"),
                    offer("abroad", "DE", "1.00")),
                List.of(file())),
            new CatalogueVersion.Entry(
                limited,
                List.of(sku(limited, "limited")),
                List.of(offer("limited", "US", "1.00")),
                List.of())));
  }

  private static Product product(ProductKind kind, CancellationRoute route) {
    return Catalogues.aProduct(
        "windows-server-2019-standard",
        "Windows Server 2019 Standard",
        "server-software",
        kind,
        route);
  }

  private static Sku sku(Product product, String id) {
    return Listed.of(product, id)
        .titled("16-core licence pack")
        .upTo(1_000)
        .withKeys(KeyRule.ofPool(POOL, Optional.empty()))
        .withBenefit()
        .sku();
  }

  private static Offer offer(String sku, String market, String price) {
    return Catalogues.anOffer(
        new SkuId(sku),
        new Market(market),
        Money.of(price, "USD"),
        BigDecimal.ZERO,
        Instant.parse("2018-10-02T00:00:00Z"));
  }

  private static ProgramTerms terms(String program, boolean eligiblePartnersOnly) {
    return Catalogues.terms(
        program,
        "2020-01-21",
        CancellationRoute.SELF_SERVICE,
        Set.of(),
        Set.of(),
        eligiblePartnersOnly);
  }
}
