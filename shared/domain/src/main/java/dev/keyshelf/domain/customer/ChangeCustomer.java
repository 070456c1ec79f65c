package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.party.Buyer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes a customer's name, domain, tenant GUID, contact, billing details, state or market. The
 * market can change only until the first order. The id never changes.
 */
public final class ChangeCustomer {
  private final Partners partners;
  private final Customers customers;
  private final Commands commands;

  /** Uses these stores. */
  public ChangeCustomer(Partners partners, Customers customers, IdempotencyRecords records) {
    this.partners = partners;
    this.customers = customers;
    this.commands = new Commands(records);
  }

  /** The new values. Empty values leave the old ones as they are. */
  public record Changes(
      Optional<String> companyName,
      Optional<Market> market,
      Patch<ContactChange> contact,
      Patch<BillingChange> billing,
      Optional<TenantId> tenant,
      Optional<Domain> domain,
      Optional<CustomerState> state) {
    /** Leaves billing details, tenant GUID, domain and state as they are. */
    public Changes(
        Optional<String> companyName, Optional<Market> market, Patch<ContactChange> contact) {
      this(
          companyName,
          market,
          contact,
          new Patch.Kept<>(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** A change of the billing details, which depends on what they are. */
  @FunctionalInterface
  public interface BillingChange {
    /**
     * Returns the billing details after the change. If they are not valid, it throws, and nothing
     * is changed.
     */
    Buyer appliedTo(Optional<Buyer> before);
  }

  /**
   * The new values of the contact. Empty values leave the old ones as they are. If there is no
   * contact yet, a name and an e-mail address are required.
   */
  public record ContactChange(
      Optional<String> name, Optional<EmailAddress> email, Patch<PhoneNumber> phone) {
    /** Returns the contact after the change; empty if it would lack a name or an e-mail address. */
    Optional<Contact> appliedTo(Optional<Contact> before) {
      var toName = name.or(() -> before.map(Contact::name));
      var toEmail = email.or(() -> before.map(Contact::email));
      var toPhone = phone.appliedTo(before.flatMap(Contact::phone));
      return toName.flatMap(known -> toEmail.map(at -> new Contact(known, at, toPhone)));
    }
  }

  /** Why the customer is not changed. */
  public sealed interface Refusal {
    /** The partner has no such customer. */
    record NoSuchCustomer() implements Refusal {}

    /** The partner is suspended or not registered. */
    record Suspended() implements Refusal {}

    /** The market is fixed, since something was bought in it. */
    record MarketFixed(Market market, Customer.FirstOrder since) implements Refusal {}

    /** Another customer of the partner has this domain. */
    record DomainTaken(Domain domain) implements Refusal {}

    /** Another customer of the partner has this tenant GUID. */
    record TenantTaken(TenantId tenant) implements Refusal {}

    /**
     * There is no contact yet, and the change lacks a name or an e-mail address for one.
     *
     * @param named whether the change has a name
     * @param reached whether the change has an e-mail address
     */
    record ContactIncomplete(boolean named, boolean reached) implements Refusal {}
  }

  /** Changes the customer. Concurrent changes do not overwrite each other. */
  public Told<StoredAnswer, Refusal> change(
      PartnerId partner, CustomerId id, Changes changes, Act act, Once<Customer> once) {
    return commands.run(once, act.at(), () -> decide(partner, id, changes, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner, CustomerId id, Changes changes, Act act, Once<Customer> once) {
    var found = customers.find(partner, id);
    if (found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchCustomer());
    }
    if (!partners.mayTrade(partner)) {
      return Decision.refuse(new Refusal.Suspended());
    }
    var before = found.get();
    var refusal = refusal(before, changes);
    return refusal.isPresent()
        ? Decision.refuse(refusal.get())
        : changed(before, changed(before, changes, act.at()), act, once);
  }

  private Optional<Refusal> refusal(Customer before, Changes changes) {
    return refusedAlone(before, changes).or(() -> taken(before, changes));
  }

  private Optional<Refusal> taken(Customer before, Changes changes) {
    var domain = changes.domain().filter(other -> !other.equals(before.domain()));
    if (domain.flatMap(other -> customers.findByDomain(before.partner(), other)).isPresent()) {
      return domain.map(Refusal.DomainTaken::new);
    }
    var tenant = changes.tenant().filter(other -> !other.equals(before.tenant()));
    return tenant
        .filter(other -> customers.findByTenant(before.partner(), other).isPresent())
        .map(Refusal.TenantTaken::new);
  }

  private static Optional<Refusal> refusedAlone(Customer before, Changes changes) {
    if (!changes.market().map(before::canMoveTo).orElse(true)) {
      return before.firstOrder().map(since -> new Refusal.MarketFixed(before.market(), since));
    }
    if (changes.contact() instanceof Patch.Given<ContactChange>(var given)
        && given.appliedTo(before.contact()).isEmpty()) {
      return Optional.of(
          new Refusal.ContactIncomplete(given.name().isPresent(), given.email().isPresent()));
    }
    return Optional.empty();
  }

  private static Customer changed(Customer before, Changes changes, Instant now) {
    var state = changes.state().orElse(stateOf(before));
    var archivedAt =
        state == CustomerState.ARCHIVED
            ? before.archivedAt().or(() -> Optional.of(now))
            : Optional.<Instant>empty();
    var known =
        before
            .known(
                changes.tenant().orElse(before.tenant()), changes.domain().orElse(before.domain()))
            .archived(archivedAt)
            .billed(
                changes
                    .billing()
                    .merged(
                        before.billing(), given -> Optional.of(given.appliedTo(before.billing()))));
    return known.changed(
        changes.companyName().orElse(before.companyName()),
        changes.market().orElse(before.market()),
        changes.contact().merged(before.contact(), given -> given.appliedTo(before.contact())));
  }

  private Decision<StoredAnswer, Refusal> changed(
      Customer before, Customer after, Act act, Once<Customer> once) {
    var activity =
        ActivityRecord.of(after.partner(), act, Operation.CUSTOMER_CHANGED, Subject.of(after.id()))
            .ofChanged(changedMembers(before, after));
    var told = told(before, after);
    var record = told.isEmpty() ? activity : activity.about(told);
    return Decision.done(once, after, answer -> customers.change(before, after, record, answer));
  }

  private static CustomerState stateOf(Customer customer) {
    return customer.isArchived() ? CustomerState.ARCHIVED : CustomerState.ACTIVE;
  }

  /** Returns the names of the members of the customer that differ. */
  private static List<String> changedMembers(Customer before, Customer after) {
    Map<String, Function<Customer, Object>> members = new LinkedHashMap<>();
    members.put("companyName", Customer::companyName);
    members.put("domain", Customer::domain);
    members.put("tenantId", Customer::tenant);
    members.put("market", Customer::market);
    members.put("contact", Customer::contact);
    members.put("billing", Customer::billing);
    members.put("state", ChangeCustomer::stateOf);
    members.values().removeIf(member -> member.apply(before).equals(member.apply(after)));
    return List.copyOf(members.keySet());
  }

  /** Returns what the log says: who the customer was, and that it is archived or back. */
  private static String told(Customer before, Customer after) {
    var told = new ArrayList<String>();
    if (!before.domain().equals(after.domain())) {
      told.add("domain %s to %s".formatted(before.domain(), after.domain()));
    }
    if (!before.tenant().equals(after.tenant())) {
      told.add("tenant %s to %s".formatted(before.tenant(), after.tenant()));
    }
    if (before.isArchived() != after.isArchived()) {
      told.add(after.isArchived() ? "archived" : "restored");
    }
    return String.join("; ", told);
  }
}
