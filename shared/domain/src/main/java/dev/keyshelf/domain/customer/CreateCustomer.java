package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
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
import java.util.Optional;

/** Creates a customer of a partner. */
public final class CreateCustomer {
  private final Partners partners;
  private final Customers customers;
  private final Commands commands;

  /** Uses these stores. */
  public CreateCustomer(Partners partners, Customers customers, IdempotencyRecords records) {
    this.partners = partners;
    this.customers = customers;
    this.commands = new Commands(records);
  }

  /** The details of a customer, as its partner supplies them. */
  public record Details(
      String companyName,
      TenantId tenant,
      Domain domain,
      Market market,
      Optional<Contact> contact,
      Optional<Buyer> billing) {}

  /** Why the customer is not created. */
  public sealed interface Refusal {
    /** The partner is suspended or not registered. */
    record Suspended() implements Refusal {}

    /** Another customer of the partner has this domain. */
    record DomainTaken(Domain domain) implements Refusal {}

    /** Another customer of the partner has this tenant GUID. */
    record TenantTaken(TenantId tenant) implements Refusal {}
  }

  /** Creates the customer, unless another customer has its domain or tenant GUID. */
  public Told<StoredAnswer, Refusal> create(
      PartnerId partner, Details details, Act act, Once<Customer> once) {
    return commands.run(once, act.at(), () -> decide(partner, details, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner, Details details, Act act, Once<Customer> once) {
    if (!partners.mayTrade(partner)) {
      return Decision.refuse(new Refusal.Suspended());
    }
    if (customers.findByDomain(partner, details.domain()).isPresent()) {
      return Decision.refuse(new Refusal.DomainTaken(details.domain()));
    }
    if (customers.findByTenant(partner, details.tenant()).isPresent()) {
      return Decision.refuse(new Refusal.TenantTaken(details.tenant()));
    }
    var bare =
        new Customer(
            CustomerId.next(act.at()),
            partner,
            details.companyName(),
            details.tenant(),
            details.domain(),
            details.market(),
            act.at());
    var customer = details.contact().map(bare::reachedAt).orElse(bare).billed(details.billing());
    var activity =
        ActivityRecord.of(partner, act, Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    return Decision.done(once, customer, record -> customers.add(customer, activity, record));
  }
}
