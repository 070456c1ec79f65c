package dev.keyshelf.aws;

import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.NamePage;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Reads entries by name or word with their customers, page by page. */
final class NameEntries {
  /** How many entries are read at once where few of them may be wanted. */
  static final int MOST_READ = 100;

  private static final int MOST_EXAMINED = 2_000;

  private final Table table;
  private final PartnerId partner;
  private final int limit;
  private final int first;

  NameEntries(Table table, PartnerId partner, int limit, int first) {
    this.table = table;
    this.partner = partner;
    this.limit = limit;
    this.first = first;
  }

  /** Reads until so many wanted customers are found, or 2,000 entries are examined. */
  NamePage read(Table.Range range, Optional<Key> start, BiPredicate<Item, Customer> wanted) {
    var found = new ArrayList<Customer>();
    var after = start.map(Key::sort).orElse(null);
    var examined = 0;
    var read = first;
    while (true) {
      var page = table.query(range, read, after);
      read = MOST_READ;
      var customers = customersOf(page.items());
      for (var entry : page.items()) {
        examined++;
        after = entry.key().sort();
        var customer = customers.get(Keys.customer(partner, place(entry).customer()));
        if (customer != null && wanted.test(entry, customer)) {
          found.add(customer);
        }
        var isLastOfAll = !page.more() && entry == page.items().getLast();
        if (!isLastOfAll && (found.size() == limit || examined == MOST_EXAMINED)) {
          return new NamePage(found, Optional.of(place(entry)));
        }
      }
      if (!page.more() || page.items().isEmpty()) {
        return new NamePage(found, Optional.empty());
      }
    }
  }

  private Map<Key, Customer> customersOf(List<Item> entries) {
    var keys =
        entries.stream()
            .map(entry -> Keys.customer(partner, place(entry).customer()))
            .distinct()
            .toList();
    return table.get(keys).stream()
        .collect(Collectors.toMap(Item::key, item -> CustomerItems.customer(partner, item)));
  }

  private static PlaceByName place(Item entry) {
    return new PlaceByName(
        new FoldedName(entry.text(CustomerItems.NAME)), new CustomerId(entry.text("customer")));
  }
}
