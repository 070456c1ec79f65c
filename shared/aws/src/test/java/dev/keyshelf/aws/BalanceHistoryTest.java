package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.PaymentLine;
import dev.keyshelf.domain.billing.ReadBalance;
import dev.keyshelf.domain.billing.RecordPayments;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Random histories of orders, cancels, invoices, payments, payouts and reversals. */
@OnCloud
class BalanceHistoryTest {
  private static final int STEPS = 60;
  private static final Instant BEGIN = Instant.parse("2019-12-20T00:00:00Z");
  private static final List<String> CURRENCIES = List.of("USD", "KWD");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Order> open = new ArrayList<>();
  private final List<PaymentLine> recorded = new ArrayList<>();
  private final Wiring ports;
  private Instant now = BEGIN;

  BalanceHistoryTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  @RepeatedTest(2)
  void everyClosingBalanceIsTheNextOpeningAndTheLastIsTheBalance() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> order();
        case 3, 4 -> cancel();
        case 5, 6 -> now = now.plus(Duration.ofHours(random.nextInt(24 * 20)));
        case 7 -> issue();
        default -> pay();
      }
    }
    now = now.plus(Duration.ofDays(62));
    issue();

    var reading = new ReadBalance(ports.invoices(), ports.payments());
    Map<String, Money> closing = new HashMap<>();
    var entries = 0;
    var last = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    for (var month = YearMonth.of(2019, 12); !month.isAfter(last); month = month.plusMonths(1)) {
      Map<String, Money> next = new HashMap<>();
      for (var account : reading.statement(PARTNER, month, now).accounts()) {
        var code = account.currency().getCurrencyCode();
        var nothing = Money.zero(account.currency());
        assertThat(account.opening())
            .as("seed %s: %s", seed, month)
            .isEqualTo(closing.getOrDefault(code, nothing));
        next.put(code, account.closing());
        entries += account.entries().size();
      }
      closing.values().removeIf(each -> !each.isPositive() && !each.isNegative());
      assertThat(next.keySet()).as("seed %s: %s", seed, month).containsAll(closing.keySet());
      closing.putAll(next);
    }
    assertThat(entries)
        .as("seed %s: each entry is on one statement", seed)
        .isEqualTo(new Billing(ports).all().size() + recorded.size());
    var account = ports.invoices().account(PARTNER).orElseThrow();
    for (var balance : reading.balances(PARTNER)) {
      var code = balance.currency().getCurrencyCode();
      // A statement leaves out an account that stood at zero all month.
      assertThat(balance.balance())
          .as("seed %s", seed)
          .isEqualTo(closing.getOrDefault(code, Money.zero(balance.currency())));
      assertThat(balance.open().isNegative()).as("seed %s", seed).isFalse();
      assertThat(balance.carried())
          .as("seed %s: what the account carries", seed)
          .isEqualTo(account.credit(balance.currency()).negated());
    }
  }

  private void order() {
    var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    var price = Money.ofMinor(1 + random.nextInt(1_000_000), Money.of("0", currency).currency());
    open.add(
        new Steps(ports)
            .placed(perpetual().priced(price.amount().toPlainString(), currency).on(now)));
  }

  private void cancel() {
    open.removeIf(order -> !now.isBefore(order.placedAt().plus(Duration.ofDays(60))));
    if (!open.isEmpty()) {
      new Steps(ports).cancelled(open.remove(random.nextInt(open.size())), now);
    }
  }

  private void issue() {
    var report = new Billing(ports).issuing().issue(now, TimeLeft.ENDLESS);
    assertThat(report.complete()).isTrue();
    assertThat(report.failed()).isEmpty();
  }

  /**
   * Records a file of what is drawn: parts of invoices, or more, parts of a credit, and reversals.
   * Some fail, all or none.
   */
  private void pay() {
    var lines = new ArrayList<PaymentLine>();
    for (var invoice : new Billing(ports).all()) {
      if (random.nextInt(3) == 0 && invoice.settlement().due().isPositive()) {
        lines.add(
            line(Optional.of(invoice.numberText()), part(invoice.settlement().due().times(2))));
      }
    }
    var account = ports.invoices().account(PARTNER);
    account.ifPresent(
        each ->
            each.carried()
                .values()
                .forEach(credit -> lines.add(line(Optional.empty(), part(credit.negated())))));
    if (!recorded.isEmpty()) {
      lines.add(recorded.get(random.nextInt(recorded.size())));
      if (random.nextBoolean()) {
        lines.add(undoing(recorded.get(random.nextInt(recorded.size()))));
      }
    }
    var report =
        new RecordPayments(ports.partners(), ports.invoices(), ports.payments()).record(lines, now);
    if (report.faults().isEmpty()) {
      lines.stream().filter(each -> !recorded.contains(each)).forEach(recorded::add);
    }
  }

  private PaymentLine undoing(PaymentLine line) {
    return new PaymentLine(
        2,
        PARTNER,
        Optional.empty(),
        Optional.of(line.reference()),
        "R-" + random.nextLong(1L << 60),
        line.amount(),
        line.on());
  }

  private PaymentLine line(Optional<String> invoice, Money amount) {
    return new PaymentLine(
        2,
        PARTNER,
        invoice,
        Optional.empty(),
        "B-" + random.nextLong(1L << 60),
        amount,
        LocalDate.of(2020, 1, 1));
  }

  private Money part(Money all) {
    var most = all.minorUnits().longValueExact();
    return Money.ofMinor(
        1 + random.nextLong(random.nextBoolean() ? most : (most + 2) / 3), all.currency());
  }
}
