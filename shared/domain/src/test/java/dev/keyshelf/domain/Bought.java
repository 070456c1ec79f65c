package dev.keyshelf.domain;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CancellationWindow;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.domain.order.OrderState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Test data: a purchase under the edition of 2020-01-21. It begins with ordinary values, and each
 * test changes only the values that matter to it.
 */
public record Bought(
    ProductKind kind,
    int quantity,
    Money unitPrice,
    Optional<Period> length,
    CancellationRoute route,
    CreditRule credit,
    TaxMode taxMode,
    BigDecimal taxRate,
    Optional<KeyRule> keys,
    Instant at) {
  public static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");
  public static final PartnerId PARTNER = new PartnerId("contoso");
  public static final CustomerId CUSTOMER = new CustomerId("01E9PX0WZ0C0ST0MER00000001");
  public static final OrderId ORDER = new OrderId("01E9PX0WZ00RDER00000000001");

  public static final BilledCustomer BILLED_TO =
      new BilledCustomer(
          "Fabrikam", "fabrikam.example", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", new Market("US"));

  private static final Duration WINDOW = Duration.ofDays(60);
  private static final LinkRule LINK = new LinkRule(Duration.ofDays(14), 50);

  public static Instant daysAgo(int days) {
    return NOON.minus(Duration.ofDays(days));
  }

  public static Bought perpetual() {
    return new Bought(
        ProductKind.PERPETUAL,
        2,
        Money.of("1200.00", "USD"),
        Optional.empty(),
        CancellationRoute.SELF_SERVICE,
        CreditRule.FULL,
        TaxMode.EXCLUDED,
        BigDecimal.ZERO,
        Optional.of(KeyRule.ofPool("windows-server-2019", Optional.of(1))),
        NOON);
  }

  public static Bought subscription(Period length) {
    return new Bought(
        ProductKind.SUBSCRIPTION,
        2,
        Money.of("365.00", "USD"),
        Optional.of(length),
        CancellationRoute.SELF_SERVICE,
        CreditRule.PRORATED,
        TaxMode.EXCLUDED,
        BigDecimal.ZERO,
        Optional.of(KeyRule.ofPool("sql-server-2019", Optional.empty())),
        NOON);
  }

  public Bought times(int units) {
    return new Bought(kind, units, unitPrice, length, route, credit, taxMode, taxRate, keys, at);
  }

  public Bought priced(String amount, String currency) {
    return priced(Money.of(amount, currency));
  }

  public Bought priced(Money price) {
    return new Bought(kind, quantity, price, length, route, credit, taxMode, taxRate, keys, at);
  }

  public Bought on(Instant instant) {
    return new Bought(
        kind, quantity, unitPrice, length, route, credit, taxMode, taxRate, keys, instant);
  }

  public Bought cancellable(CancellationRoute other) {
    return new Bought(kind, quantity, unitPrice, length, other, credit, taxMode, taxRate, keys, at);
  }

  public Bought credited(CreditRule rule) {
    return new Bought(kind, quantity, unitPrice, length, route, rule, taxMode, taxRate, keys, at);
  }

  public Bought includingTaxOf(String rate) {
    return taxed(TaxMode.INCLUDED, new BigDecimal(rate));
  }

  public Bought addingTaxOf(String rate) {
    return taxed(TaxMode.ADDED, new BigDecimal(rate));
  }

  public Bought taxed(TaxMode mode, BigDecimal rate) {
    return new Bought(kind, quantity, unitPrice, length, route, credit, mode, rate, keys, at);
  }

  public Bought withKeys(Optional<KeyRule> rule) {
    return new Bought(kind, quantity, unitPrice, length, route, credit, taxMode, taxRate, rule, at);
  }

  public Purchase purchase() {
    var total = unitPrice.times(quantity);
    return new Purchase(
        new ProductId("windows-server"),
        Titles.of("Windows Server"),
        new SkuId("windows-server-2019"),
        Titles.of("2019, 16 cores"),
        kind,
        quantity,
        unitPrice,
        total,
        taxMode,
        taxRate,
        taxMode == TaxMode.INCLUDED ? total.includedTax(taxRate) : Money.zero(total.currency()),
        new FrozenTerms(
            "server-software",
            "2020-01-21",
            route,
            new CancellationWindow(at, at.plus(WINDOW)),
            false,
            credit,
            LINK),
        length.map(some -> Term.startingAt(at, some)),
        keys,
        Optional.empty(),
        References.none());
  }

  public Entitlement entitlement() {
    return Entitlement.bought(
        EntitlementId.of(ORDER, 1), PARTNER, CUSTOMER, purchase(), at, purchase().reservedKeys());
  }

  public static Order anOrderOf(Bought... lines) {
    List<OrderLine> numbered = new ArrayList<>();
    for (var line : lines) {
      numbered.add(new OrderLine(numbered.size() + 1, line.purchase()));
    }
    return anOrderOf(new Market("US"), lines[0].at(), numbered);
  }

  /** Makes an order. All orders of the domain's tests are made here. */
  public static Order anOrderOf(Market market, Instant at, List<OrderLine> lines) {
    return new Order(
        ORDER,
        PARTNER,
        CUSTOMER,
        market,
        at,
        "agent@contoso.example",
        Optional.of(BILLED_TO),
        lines,
        OrderState.ACTIVE,
        1);
  }
}
