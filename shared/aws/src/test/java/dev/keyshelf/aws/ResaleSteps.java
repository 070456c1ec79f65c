package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.resale.ChangePriceList;
import dev.keyshelf.domain.resale.ChangePriceList.Refusal;
import dev.keyshelf.domain.resale.ChangePriceList.Wanted;
import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.ReadRebilling;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of tests of price lists and of rebilling. */
final class ResaleSteps {
  private final Wiring ports;

  ResaleSteps(Wiring ports) {
    this.ports = ports;
  }

  static PriceList margin(String percent) {
    return new PriceList(Margin.parse(percent), List.of());
  }

  static PriceList prices(SkuPrice... prices) {
    return new PriceList(Optional.empty(), List.of(prices));
  }

  static SkuPrice priced(SkuId sku, String amount, String currency) {
    return new SkuPrice(sku, new Fixed(Money.of(amount, currency)));
  }

  static SkuPrice withMargin(SkuId sku, String percent) {
    return new SkuPrice(sku, new WithMargin(Margin.parse(percent).orElseThrow()));
  }

  /** Creates a customer of the partner. */
  CustomerId customer(String domain) {
    var customer = aCustomer(PARTNER, domain);
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    ports.customers().add(customer, activity, once());
    return customer.id();
  }

  long revision(PriceListId list) {
    return ports.priceLists().find(PARTNER, list).map(PriceListState::revision).orElse(0L);
  }

  /** Sets a list as its last revision is. */
  void set(PriceListId list, String day, PriceList prices, String now) {
    assertDone(change(list, revision(list), LocalDate.parse(day), Optional.of(prices), now));
  }

  void remove(PriceListId list, String day, String now) {
    assertDone(change(list, revision(list), LocalDate.parse(day), Optional.empty(), now));
  }

  private static void assertDone(Told<StoredAnswer, Refusal> told) {
    assertThat(told).isInstanceOf(Told.Done.class);
  }

  Told<StoredAnswer, Refusal> change(
      PriceListId list, long revision, LocalDate day, Optional<PriceList> prices, String now) {
    return new ChangePriceList(
            ports.customers(), ports.invoices(), ports.priceLists(), ports.idempotencyRecords())
        .change(
            new Wanted(PARTNER, list, revision, day, prices),
            anAgentAt(Instant.parse(now)),
            running());
  }

  ReadRebilling.Rebilling rebilling(YearMonth month, Optional<CustomerId> customer) {
    var reading = new Billing(ports).reading();
    return new ReadRebilling(reading, ports.priceLists(), ports.entitlements())
        .of(reading.month(PARTNER, month), new ReadRebilling.Wanted(customer, Optional.empty()));
  }

  /** Returns the totals of a month that one page can examine. */
  List<RebilledTotals> totals(YearMonth month, Optional<CustomerId> customer) {
    return rebilling(month, customer).first(1).totals().orElseThrow();
  }

  /** Returns a month of all customers at resale prices. */
  List<Rebilled> rebilled(YearMonth month) {
    var all = new ArrayList<Rebilled>();
    rebilling(month, Optional.empty()).forEach(all::add);
    return all;
  }

  /** Returns the lines of a month as text, such as {@code MARGIN 24.00 USD at 12.00 USD}. */
  List<String> lines(String month) {
    return rebilled(YearMonth.parse(month)).stream()
        .flatMap(each -> each.lines().stream())
        .map(line -> "%s %s at %s".formatted(line.basis(), line.amount(), line.unitPrice()))
        .toList();
  }
}
