package dev.keyshelf.documents;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Situations;
import java.math.BigInteger;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random orders in a currency, with their charges and the credits of partial cancels. */
final class DrawnEntries {
  private static final List<String> CUSTOMERS =
      List.of(
          "Fabrikam, Inc.",
          "北京客户科技有限公司",
          "高雄客戶資訊有限公司",
          "부산고객 주식회사",
          "ЗАО «Заказчик»",
          "Størmfugl & Søn <A/S>");
  private static final int CENTS_BELOW = 300_000;

  private final Random draw;
  private final PartnerId partner;
  private final List<Place> places;

  DrawnEntries(Random draw, PartnerId partner, String currency) {
    this.draw = draw;
    this.partner = partner;
    this.places = Place.of(currency);
  }

  /** An order: what it bought, and what of it is credited so far. */
  static final class Drawn {
    private final LedgerEntry.Charge charge;
    private final List<Purchase> purchases;
    private final int[] cancelled;
    private final Money[] credited;

    private Drawn(LedgerEntry.Charge charge, List<Purchase> purchases) {
      this.charge = charge;
      this.purchases = purchases;
      this.cancelled = new int[purchases.size()];
      this.credited =
          purchases.stream().map(each -> Money.zero(each.total().currency())).toArray(Money[]::new);
    }

    LedgerEntry.Charge charge() {
      return charge;
    }
  }

  /** Draws an order of so many lines. */
  Drawn order(Instant at, int lines) {
    var place = places.get(draw.nextInt(places.size()));
    var purchaseOrder = "PO-" + draw.nextInt(3);
    var purchases = new ArrayList<Purchase>();
    var booked = new ArrayList<LedgerLine>();
    for (int line = 1; line <= lines; line++) {
      var purchase = purchase(place, at, purchaseOrder);
      purchases.add(purchase);
      var explanation =
          "%s x %s = %s".formatted(purchase.quantity(), purchase.unitPrice(), purchase.total());
      booked.add(
          LedgerLine.of(
              line, purchase, purchase.quantity(), purchase.total(), purchase.tax(), explanation));
    }
    var customer =
        new BilledCustomer(
            CUSTOMERS.get(draw.nextInt(CUSTOMERS.size())),
            "customer-%s.example".formatted(draw.nextInt(100)),
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            place.market());
    var charge =
        new LedgerEntry.Charge(
            ulid(at),
            partner,
            Situations.CUSTOMER,
            new OrderId(ulid(at)),
            at,
            booked,
            Optional.of(customer));
    return new Drawn(charge, purchases);
  }

  private Purchase purchase(Place place, Instant at, String purchaseOrder) {
    var taxes = place.taxes();
    var taxed = taxes.get(draw.nextInt(taxes.size()));
    var bought = draw.nextBoolean() ? Bought.perpetual() : Bought.subscription(Period.ofYears(1));
    var title = draw.nextInt(10) == 0 ? "a long title, ".repeat(15) : "2019, 16 cores";
    var some =
        bought
            .on(at)
            .titled(title.strip())
            .times(draw.nextInt(1, 12))
            .priced(price(place.currency()), place.currency());
    var referred =
        draw.nextInt(3) > 0 ? some.referredTo(purchaseOrder, "Регион 東 & <4>", "K-4711") : some;
    return taxed.rate().isEmpty()
        ? referred.purchase()
        : referred.taxed(taxed.mode(), taxed.rate().get()).purchase();
  }

  /** Draws a price: often of awkward cents, and sometimes nothing at all. */
  private String price(String currency) {
    var most = draw.nextInt(8) == 0 ? 5 : CENTS_BELOW;
    var price = Money.ofMinor(draw.nextInt(most), Money.of("0", currency).currency());
    return price.amount().toPlainString();
  }

  /** Draws the credit of a cancel of some units of some lines; empty if nothing is left. */
  Optional<LedgerEntry> cancel(Drawn order, Instant at) {
    var lines = new ArrayList<LedgerLine>();
    for (int i = 0; i < order.purchases.size(); i++) {
      var left = order.purchases.get(i).quantity() - order.cancelled[i];
      if (left > 0 && (lines.isEmpty() || draw.nextBoolean())) {
        lines.add(credit(order, i, draw.nextInt(1, left + 1), draw.nextInt(1, 366)));
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(note(order, at, lines));
  }

  /** Returns the credit of everything that is left of an order. */
  Optional<LedgerEntry> cancelAll(Drawn order, Instant at) {
    var lines = new ArrayList<LedgerLine>();
    for (int i = 0; i < order.purchases.size(); i++) {
      var left = order.purchases.get(i).quantity() - order.cancelled[i];
      if (left > 0) {
        lines.add(credit(order, i, left, 365));
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(note(order, at, lines));
  }

  private LedgerEntry note(Drawn order, Instant at, List<LedgerLine> lines) {
    var charge = order.charge();
    return new LedgerEntry.CreditNote(
        ulid(at),
        partner,
        charge.customer(),
        charge.order(),
        at,
        lines,
        charge.billedTo(),
        Optional.of(charge.id()),
        Optional.of("NO_LONGER_NEEDED: the project ended"));
  }

  private static LedgerLine credit(Drawn order, int index, int units, int days) {
    var purchase = order.purchases.get(index);
    var before = order.credited[index];
    var cancelled = order.cancelled[index];
    var amount =
        upTo(purchase, cancelled + units, days)
            .minus(upTo(purchase, cancelled, days))
            .atMost(purchase.total().minus(before));
    var tax = purchase.taxIn(before.plus(amount)).minus(purchase.taxIn(before));
    var explanation =
        "%s x %s/%s x %s of 365 days = %s"
            .formatted(purchase.total(), units, purchase.quantity(), days, amount);
    order.cancelled[index] += units;
    order.credited[index] = before.plus(amount);
    return LedgerLine.of(index + 1, purchase, units, amount, tax, explanation).after(before);
  }

  private static Money upTo(Purchase purchase, int units, int days) {
    return purchase
        .total()
        .share(
            BigInteger.valueOf((long) units * days),
            BigInteger.valueOf(purchase.quantity() * 365L));
  }

  private String ulid(Instant at) {
    return Ulids.of(at, Long.toHexString(draw.nextLong()));
  }
}
