package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The customers of a partner. */
public interface Customers {
  /** Finds a customer of this partner. Customers of other partners are not found. */
  Optional<Customer> find(PartnerId partner, CustomerId id);

  /** Finds customers of this partner, in no order; leaves out those that are not found. */
  List<Customer> find(PartnerId partner, Collection<CustomerId> ids);

  /** Finds this partner's customer with a domain. */
  Optional<Customer> findByDomain(PartnerId partner, Domain domain);

  /** Finds this partner's customer with a tenant GUID. */
  Optional<Customer> findByTenant(PartnerId partner, TenantId tenant);

  /**
   * Lists a partner's customers in the order of their ids, the oldest first. A page may be short,
   * even empty, and not be the last.
   */
  Page list(PartnerId partner, Archived archived, int limit, Optional<CustomerId> after);

  /**
   * Lists a partner's customers whose name begins with a prefix, in the order of their folded
   * names. A page may be short, even empty, and not be the last.
   *
   * @param after where the page begins (exclusive); its name must begin with the prefix too
   */
  NamePage listByName(
      PartnerId partner,
      FoldedName prefix,
      Archived archived,
      int limit,
      Optional<PlaceByName> after);

  /**
   * Lists a partner's customers whose name has all of these words, in the order of the words that
   * begin with the longest one. A page may be short, even empty, and not be the last. A customer
   * that release 0.1.0 created is found once it is changed, or {@code IndexDesk} has added its
   * words.
   *
   * @param after a place whose name is a word that begins with the longest one
   */
  NamePage listByWords(
      PartnerId partner,
      NameWords words,
      Archived archived,
      int limit,
      Optional<PlaceByName> after);

  /** Whether a list has archived customers, too. */
  enum Archived {
    LEFT_OUT,
    INCLUDED;

    /** Returns whether a list has this customer. */
    public boolean shows(Customer customer) {
      return this == INCLUDED || !customer.isArchived();
    }
  }

  /** Adds a customer, unless another customer of the partner has its domain or tenant GUID. */
  Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once);

  /** Replaces a customer, unless it has changed since {@code before} was read. */
  Commit change(Customer before, Customer after, ActivityRecord activity, IdempotencyRecord once);

  /**
   * A page of customers.
   *
   * @param next where the next page begins (exclusive); empty on the last page
   */
  record Page(List<Customer> customers, Optional<CustomerId> next) {}

  /**
   * A page of customers by name.
   *
   * @param next where the next page begins (exclusive); empty on the last page
   */
  record NamePage(List<Customer> customers, Optional<PlaceByName> next) {}

  /** A customer's place in the list of a partner's customers by name. */
  record PlaceByName(FoldedName name, CustomerId customer) {}
}
