package dev.keyshelf.domain;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CancellationWindow;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Purchase;
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

/** A situation: something bought under the edition of 2020-01-21, boring but for what is said. */
public record Bought(
    ProductKind kind,
    int quantity,
    Money unitPrice,
    Optional<Period> length,
    CancellationRoute route,
    CreditRule credit,
    Optional<BigDecimal> includedTax,
    Optional<KeyRule> keys,
    Instant at) {
  public static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");
  public static final PartnerId PARTNER = new PartnerId("contoso");
  public static final CustomerId CUSTOMER = new CustomerId("01E9PX0WZ0C0ST0MER00000001");
  public static final OrderId ORDER = new OrderId("01E9PX0WZ00RDER00000000001");

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
        Optional.empty(),
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
        Optional.empty(),
        Optional.of(KeyRule.ofPool("sql-server-2019", Optional.empty())),
        NOON);
  }

  public Bought times(int units) {
    return new Bought(kind, units, unitPrice, length, route, credit, includedTax, keys, at);
  }

  public Bought priced(String amount, String currency) {
    return priced(Money.of(amount, currency));
  }

  public Bought priced(Money price) {
    return new Bought(kind, quantity, price, length, route, credit, includedTax, keys, at);
  }

  public Bought on(Instant instant) {
    return new Bought(kind, quantity, unitPrice, length, route, credit, includedTax, keys, instant);
  }

  public Bought cancellable(CancellationRoute other) {
    return new Bought(kind, quantity, unitPrice, length, other, credit, includedTax, keys, at);
  }

  public Bought credited(CreditRule rule) {
    return new Bought(kind, quantity, unitPrice, length, route, rule, includedTax, keys, at);
  }

  public Bought includingTaxOf(String rate) {
    return new Bought(
        kind,
        quantity,
        unitPrice,
        length,
        route,
        credit,
        Optional.of(new BigDecimal(rate)),
        keys,
        at);
  }

  public Bought withKeys(Optional<KeyRule> rule) {
    return new Bought(kind, quantity, unitPrice, length, route, credit, includedTax, rule, at);
  }

  public Purchase purchase() {
    var total = unitPrice.times(quantity);
    return new Purchase(
        new ProductId("windows-server"),
        "Windows Server",
        new SkuId("windows-server-2019"),
        "2019, 16 cores",
        kind,
        quantity,
        unitPrice,
        total,
        includedTax.isPresent(),
        includedTax.orElse(BigDecimal.ZERO),
        includedTax.map(total::includedTax).orElse(Money.zero(total.currency())),
        new FrozenTerms(
            "server-software",
            "2020-01-21",
            route,
            new CancellationWindow(at, at.plus(WINDOW)),
            credit,
            LINK),
        length.map(some -> Term.startingAt(at, some)),
        keys,
        Optional.empty());
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

  /** All orders of the domain's tests are made here. */
  public static Order anOrderOf(Market market, Instant at, List<OrderLine> lines) {
    return new Order(
        ORDER, PARTNER, CUSTOMER, market, at, "agent@contoso.example", lines, OrderState.ACTIVE, 1);
  }
}
