package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CancellationWindow;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;

/** A situation: something bought under the edition of 2020-01-21, boring but for what is said. */
public record Bought(
    ProductKind kind,
    String title,
    int quantity,
    Money unitPrice,
    Optional<Period> length,
    CancellationRoute route,
    Optional<KeyRule> keys,
    Instant at) {
  /** The pool that the keys of perpetual software come from. */
  public static final String POOL = "windows-server-2019";

  private static final String TITLE = "2019, 16 cores";
  private static final Duration WINDOW = Duration.ofDays(60);
  private static final LinkRule LINK = new LinkRule(Duration.ofDays(14), 50);

  /** Gives two of a perpetual product at 1200.00 USD, with a key each, bought at noon. */
  public static Bought perpetual() {
    return new Bought(
        ProductKind.PERPETUAL,
        TITLE,
        2,
        Money.of("1200.00", "USD"),
        Optional.empty(),
        CancellationRoute.SELF_SERVICE,
        Optional.of(KeyRule.ofPool(POOL, Optional.of(1))),
        Situations.NOON);
  }

  /** Gives two of a subscription at 365.00 USD, without keys, bought at noon. */
  public static Bought subscription(Period length) {
    return new Bought(
        ProductKind.SUBSCRIPTION,
        TITLE,
        2,
        Money.of("365.00", "USD"),
        Optional.of(length),
        CancellationRoute.SELF_SERVICE,
        Optional.empty(),
        Situations.NOON);
  }

  /** Gives this with another title of its SKU. */
  public Bought titled(String other) {
    return new Bought(kind, other, quantity, unitPrice, length, route, keys, at);
  }

  /** Gives this in another quantity. */
  public Bought times(int units) {
    return new Bought(kind, title, units, unitPrice, length, route, keys, at);
  }

  /** Gives this bought at another instant. */
  public Bought on(Instant instant) {
    return new Bought(kind, title, quantity, unitPrice, length, route, keys, instant);
  }

  /** Gives this at another price. */
  public Bought priced(String amount, String currency) {
    return new Bought(kind, title, quantity, Money.of(amount, currency), length, route, keys, at);
  }

  /** Gives this with another way to cancel it. */
  public Bought cancellable(CancellationRoute other) {
    return new Bought(kind, title, quantity, unitPrice, length, other, keys, at);
  }

  /** Gives this with other keys. */
  public Bought withKeys(KeyRule rule) {
    return new Bought(kind, title, quantity, unitPrice, length, route, Optional.of(rule), at);
  }

  /** Gives what a line keeps of it. */
  public Purchase purchase() {
    var total = unitPrice.times(quantity);
    return new Purchase(
        new ProductId("windows-server"),
        "Windows Server",
        new SkuId("windows-server-2019"),
        title,
        kind,
        quantity,
        unitPrice,
        total,
        false,
        new BigDecimal("0.10"),
        Money.zero(total.currency()),
        new FrozenTerms(
            "server-software",
            "2020-01-21",
            route,
            new CancellationWindow(at, at.plus(WINDOW)),
            kind == ProductKind.PERPETUAL ? CreditRule.FULL : CreditRule.PRORATED,
            LINK),
        length.map(some -> Term.startingAt(at, some)),
        keys,
        kind == ProductKind.PERPETUAL ? Optional.of(HybridBenefit.STANDARD) : Optional.empty());
  }
}
