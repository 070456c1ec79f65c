package dev.keyshelf.activity;

import dev.keyshelf.domain.activity.ActivityUser;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the customers of users, looked up in the order of the users. */
final class CustomerNames {
  /** With those of the user that completes them, these are at most eight reads of 100 at once. */
  private static final int AT_LEAST_AT_ONCE = 700;

  /** The time that the rest of the answer needs: the record of the read, and the file. */
  private static final Duration RESERVE = Duration.ofSeconds(4);

  private final Customers customers;
  private final PartnerId partner;
  private final Set<CustomerId> asked = new HashSet<>();
  private final Map<CustomerId, String> names = new HashMap<>();

  CustomerNames(Customers customers, PartnerId partner) {
    this.customers = customers;
    this.partner = partner;
  }

  /**
   * Looks the names up. It returns the first user whose customers were not all looked up when the
   * time was over, who is never the first of all; empty if there was time for all.
   */
  Optional<ActivityUser> lookUp(List<ActivityUser> users) {
    List<CustomerId> next = new ArrayList<>();
    for (int first = 0, i = 0; i < users.size(); i++) {
      users.get(i).customers().stream().filter(asked::add).forEach(next::add);
      if (next.size() >= AT_LEAST_AT_ONCE || i == users.size() - 1) {
        if (first > 0 && !next.isEmpty() && isLate()) {
          return Optional.of(users.get(first));
        }
        for (Customer customer : customers.find(partner, next)) {
          names.put(customer.id(), customer.companyName());
        }
        next.clear();
        first = i + 1;
      }
    }
    return Optional.empty();
  }

  private static boolean isLate() {
    return TimeLeft.atWork().less(RESERVE).isOver();
  }

  /** Returns a customer's name; empty if it was not looked up or there is no such customer. */
  Optional<String> find(CustomerId id) {
    return Optional.ofNullable(names.get(id));
  }
}
