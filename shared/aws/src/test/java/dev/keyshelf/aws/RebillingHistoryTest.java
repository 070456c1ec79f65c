package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.DrawnPrices;
import dev.keyshelf.testkit.ResaleOracle;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories of orders, cancels in parts, late entries and changed price lists of several
 * customers, in currencies of 0, 2 and 3 decimals and in all tax modes, with invoices issued at any
 * time. An oracle calculates each resale amount anew.
 */
@Timeout(900)
@OnCloud
class RebillingHistoryTest {
  private static final int STEPS = 80;
  private static final int LATEST_DAYS = 26;
  private static final Instant BEGIN = Instant.parse("2019-12-20T00:00:00Z");
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");

  private static final List<TaxMode> TAX_MODES =
      List.of(TaxMode.ADDED, TaxMode.ADDED, TaxMode.INCLUDED, TaxMode.EXCLUDED);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Order> open = new ArrayList<>();
  private final List<CustomerId> customers = new ArrayList<>();
  private final Map<YearMonth, List<Rebilled>> issued = new TreeMap<>();
  private final Map<String, Money> paid = new HashMap<>();
  private final Map<String, Money> credited = new HashMap<>();
  private final Map<String, Money> charged = new HashMap<>();
  private final Map<String, Money> givenBack = new HashMap<>();
  private final Map<OrderId, Order> orders = new HashMap<>();
  private final Map<String, Long> before = new HashMap<>();
  private final ResaleOracle oracle = new ResaleOracle();
  private final Wiring ports;
  private final ResaleSteps resale;
  private Instant now = BEGIN;

  RebillingHistoryTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.resale = new ResaleSteps(ports);
  }

  @BeforeEach
  void partnerHasCustomers() {
    new Steps(ports).partnerIsKnown();
    for (var name : List.of("one", "two", "three")) {
      customers.add(resale.customer(name + ".example"));
    }
  }

  @RepeatedTest(3)
  void anIssuedMonthStaysAsItWasRebilledAndIsWhatWholeNumbersGive() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> order();
        case 4, 5 -> cancel();
        case 6, 7 -> setPrices();
        case 8, 9, 10 -> now = now.plus(Duration.ofHours(random.nextInt(24 * 12)));
        default -> issue();
      }
    }
    now = now.plus(Duration.ofDays(62));
    issue();

    issued.forEach(
        (month, rebilled) ->
            assertThat(resale.rebilled(month))
                .as("seed %s: %s as it was issued", seed, month)
                .isEqualTo(rebilled));
    issued.keySet().forEach(this::totalsAreTheSumOfTheLines);
    issued.values().stream().flatMap(List::stream).forEach(this::isRight);
    issued.values().stream().flatMap(List::stream).forEach(this::settle);
    givenBack.forEach(this::isTheCreditedPart);
  }

  /** Each line has the price and the amount that the oracle calculates from the order. */
  private void isRight(Rebilled rebilled) {
    var order = Objects.requireNonNull(orders.get(rebilled.entry().order()));
    var day = LocalDate.ofInstant(order.placedAt(), ZoneOffset.UTC);
    for (int i = 0; i < rebilled.lines().size(); i++) {
      var line = rebilled.entry().lines().get(i);
      var purchase = order.lines().get(line.line() - 1).purchase();
      var customer = rebilled.entry().customer();
      var bought =
          new ResaleOracle.Line(
              customer, day, line.sku(), purchase.unitPrice(), purchase.quantity());
      var amount = oracle.charge(bought);
      if (!isCharge(rebilled)) {
        var credit = ResaleOracle.minor(line.amount());
        var after = before.merge(key(order.id(), line.line()), credit, Long::sum);
        amount = oracle.credit(bought, line.quantity(), after - credit, credit);
      }
      var shown = rebilled.lines().get(i);
      assertThat(List.of(shown.unitPrice(), shown.amount()).stream().map(ResaleOracle::minor))
          .as("seed %s: line %s of %s", seed, line.line(), order.id())
          .containsExactly(oracle.unitPrice(bought), amount);
    }
  }

  /** The credits of a line, however many, are what one credit of their sum would be. */
  private void isTheCreditedPart(String line, Money resale) {
    var whole = Objects.requireNonNull(charged.get(line));
    assertThat(resale.isWithin(whole)).as("seed %s: line %s", seed, line).isTrue();
    var all = Objects.requireNonNull(paid.get(line)).minorUnits();
    if (all.signum() > 0) {
      assertThat(resale)
          .as("seed %s: line %s", seed, line)
          .isEqualTo(whole.share(Objects.requireNonNull(credited.get(line)).minorUnits(), all));
    }
  }

  private void totalsAreTheSumOfTheLines(YearMonth month) {
    var ofEach = new ArrayList<RebilledTotals>();
    for (var customer : customers) {
      ofEach.addAll(resale.totals(month, Optional.of(customer)));
    }
    for (var totals : resale.totals(month, Optional.empty())) {
      var net = Money.zero(totals.currency());
      var paid = net;
      for (var each : issued.getOrDefault(month, List.of())) {
        if (each.amount().currency().equals(totals.currency())) {
          for (var line : each.lines()) {
            net = isCharge(each) ? net.plus(line.amount()) : net.minus(line.amount());
          }
          var amount = each.entry().amount();
          paid = isCharge(each) ? paid.plus(amount) : paid.minus(amount);
        }
      }
      assertThat(totals.net()).as("seed %s: %s", seed, month).isEqualTo(net);
      assertThat(totals.purchased()).as("seed %s: %s", seed, month).isEqualTo(paid);
      assertThat(
              ofEach.stream()
                  .filter(its -> its.currency().equals(totals.currency()))
                  .map(RebilledTotals::net)
                  .reduce(Money.zero(totals.currency()), Money::plus))
          .as("seed %s: %s, the customers' sums", seed, month)
          .isEqualTo(net);
      assertThat(
              new Billing(ports)
                  .all().stream()
                      .filter(invoice -> invoice.month().equals(month))
                      .filter(invoice -> invoice.currency().equals(totals.currency()))
                      .map(invoice -> invoice.settlement().totals().net()))
          .as("seed %s: %s, what the partner is invoiced", seed, month)
          .containsExactly(paid);
    }
  }

  private static boolean isCharge(Rebilled rebilled) {
    return rebilled.entry() instanceof LedgerEntry.Charge;
  }

  private void settle(Rebilled rebilled) {
    for (int i = 0; i < rebilled.lines().size(); i++) {
      var line = rebilled.entry().lines().get(i);
      var key = key(rebilled.entry().order(), line.line());
      var resold = rebilled.lines().get(i).amount();
      (isCharge(rebilled) ? paid : credited).merge(key, line.amount(), Money::plus);
      (isCharge(rebilled) ? charged : givenBack).merge(key, resold, Money::plus);
    }
  }

  private static String key(OrderId order, int line) {
    return order + "-" + line;
  }

  private void order() {
    var isLate = random.nextInt(4) == 0;
    var at = isLate ? now.minus(Duration.ofDays(random.nextInt(LATEST_DAYS))) : now;
    var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    var order =
        new Steps(ports)
            .placed(aCustomer(), something(currency).on(at), something(currency).on(at));
    open.add(order);
    orders.put(order.id(), order);
  }

  private CustomerId aCustomer() {
    return customers.get(random.nextInt(customers.size()));
  }

  private Bought something(String currency) {
    var price = Money.ofMinor(random.nextInt(1_000_000), Money.of("0", currency).currency());
    var bought = random.nextBoolean() ? perpetual() : subscription(Period.ofYears(1));
    return bought
        .taxed(TAX_MODES.get(random.nextInt(TAX_MODES.size())), "0.19")
        .times(1 + random.nextInt(9))
        .priced(price.amount().toPlainString(), currency);
  }

  private void cancel() {
    open.removeIf(order -> !now.isBefore(order.placedAt().plus(Duration.ofDays(60))));
    if (!open.isEmpty()) {
      var order = open.remove(random.nextInt(open.size()));
      var units = order.lines().getFirst().purchase().quantity();
      for (int part = 1; part < units && random.nextInt(3) > 0; part++) {
        new Steps(ports).cancelledInPart(order, now.plusMillis(part));
      }
      if (random.nextInt(4) > 0) {
        new Steps(ports).cancelled(order, now.plusMillis(units));
      }
    }
  }

  /** Sets or removes the prices from a day that is at most 40 days from now, past or future. */
  private void setPrices() {
    var list = random.nextInt(3) == 0 ? PriceListId.ALL : PriceListId.of(aCustomer());
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(random.nextInt(-40, 41));
    var drawn = DrawnPrices.of(List.of(Situations.SKU), CURRENCIES, random);
    var prices = Optional.of(drawn).filter(_ -> random.nextInt(5) > 0);
    var told = resale.change(list, resale.revision(list), day, prices, now.toString());
    if (told instanceof Told.Done) {
      oracle.set(list, day, prices);
    }
    var firstOpen = account().next();
    if (prices.isPresent()) {
      assertThat(told instanceof Told.Done)
          .as("seed %s: prices from %s, when %s is open", seed, day, firstOpen)
          .isEqualTo(!YearMonth.from(day).isBefore(firstOpen));
    }
  }

  private BillingAccount account() {
    return ports.invoices().account(PARTNER).orElseGet(() -> BillingAccount.of(PARTNER));
  }

  /** Issues what is due, and keeps what each month is rebilled at. */
  private void issue() {
    var before = account().issuedThrough();
    var first = YearMonth.of(2019, 11);
    var next = before.isBefore(first) ? first : before.plusMonths(1);
    // Without an account there is no next month yet, so no late entries are shown in it.
    var preview =
        before.isBefore(first)
            ? Optional.<List<Rebilled>>empty()
            : Optional.of(resale.rebilled(next));
    var report = new Billing(ports).issuing().issue(now, TimeLeft.ENDLESS);
    assertThat(report.complete()).isTrue();
    assertThat(report.failed()).isEmpty();
    var through = account().issuedThrough();
    for (var month = next; !month.isAfter(through); month = month.plusMonths(1)) {
      issued.put(month, resale.rebilled(month));
    }
    if (!next.isAfter(through)) {
      preview.ifPresent(
          shown ->
              assertThat(issued.get(next))
                  .as("seed %s: %s as its preview", seed, next)
                  .isEqualTo(shown));
    }
  }
}
