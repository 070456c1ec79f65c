package dev.keyshelf.domain.resale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.PriceBook.Bought;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.PriceLists.ListOn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriceBookTest {
  private static final LocalDate DAY = LocalDate.of(2020, 6, 10);
  private static final Money PAID = Money.of("2.00", "USD");
  private static final List<CustomerId> CUSTOMERS =
      IntStream.range(0, 300).mapToObj(i -> CustomerId.next(Instant.EPOCH)).toList();
  private static final List<SkuId> SKUS =
      IntStream.range(0, PriceList.MOST_PRICES).mapToObj(i -> new SkuId("sku-" + i)).toList();

  /** What was read, each element by one call. */
  private final List<List<ListOn>> calls = new ArrayList<>();

  private final PriceBook book = new PriceBook(this::inForce);

  /** Each customer's list has a price for each SKU since May. There is no list for all. */
  private Map<ListOn, PriceListVersion> inForce(Collection<ListOn> lists) {
    calls.add(List.copyOf(lists));
    var found = new HashMap<ListOn, PriceListVersion>();
    for (var each : lists) {
      if (!each.list().equals(PriceListId.ALL)) {
        found.put(each, version(each.list()));
      }
    }
    return found;
  }

  private static PriceListVersion version(PriceListId list) {
    var prices = new ArrayList<SkuPrice>();
    for (int i = 0; i < SKUS.size(); i++) {
      var price = Money.of(i + "." + "00", "USD");
      prices.add(new SkuPrice(SKUS.get(i), new ResalePrice.Fixed(price)));
    }
    return new PriceListVersion(
        list,
        LocalDate.of(2020, 5, 1),
        new PriceList(Optional.empty(), prices),
        Instant.EPOCH,
        "user",
        1);
  }

  private static List<Bought> bought(int customer, List<SkuId> skus) {
    return skus.stream().map(sku -> new Bought(CUSTOMERS.get(customer), DAY, sku)).toList();
  }

  private long reads(PriceListId list) {
    return calls.stream().flatMap(List::stream).filter(each -> each.list().equals(list)).count();
  }

  private long reads(int customer) {
    return reads(PriceListId.of(CUSTOMERS.get(customer)));
  }

  @Test
  void readsTheListsOfManyCustomersInOneCall() {
    var all = new ArrayList<Bought>();
    for (int i = 0; i < 200; i++) {
      all.addAll(bought(i, SKUS.subList(0, 2)));
    }

    book.read(all);
    all.forEach(
        each ->
            assertThat(book.price(each, PAID).unit())
                .isEqualTo(Money.of(each.sku().value().substring(4), "USD")));

    assertThat(calls).singleElement().satisfies(one -> assertThat(one).hasSize(201));
  }

  @Test
  void readsAListAgainForASkuThatWasNotAskedForBefore() {
    book.read(bought(0, SKUS.subList(0, 1)));
    book.read(bought(1, SKUS.subList(1, 2)));
    assertThat(reads(0)).isEqualTo(1);

    assertThat(book.price(bought(0, SKUS.subList(1, 2)).getFirst(), PAID).unit())
        .isEqualTo(Money.of("1.00", "USD"));

    assertThat(reads(0)).isEqualTo(2);
    assertThat(reads(1)).isEqualTo(1);
  }

  @Test
  void keepsTheListForAllAndTheCustomersThatWereUsedLast() {
    for (int i = 0; i < CUSTOMERS.size(); i++) {
      book.read(bought(i, SKUS));
      book.read(bought(0, SKUS));
    }
    book.read(bought(299, SKUS));
    book.read(bought(100, SKUS));
    book.read(bought(1, SKUS));

    assertThat(reads(PriceListId.ALL)).isEqualTo(1);
    assertThat(List.of(reads(0), reads(299), reads(100))).containsExactly(1L, 1L, 1L);
    assertThat(reads(1)).as("made room").isEqualTo(2);
  }
}
