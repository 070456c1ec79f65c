package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.partner.Partners;
import java.util.Optional;

/** Creates a customer of a partner. */
public final class CreateCustomer {
  private final Partners partners;
  private final Customers customers;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public CreateCustomer(Partners partners, Customers customers, IdempotencyRecords records) {
    this.partners = partners;
    this.customers = customers;
    this.records = records;
  }

  /** What a partner says of a customer. */
  public record Details(
      String companyName,
      TenantId tenant,
      Domain domain,
      Market market,
      Optional<Contact> contact) {}

  /** What became of it. */
  public sealed interface Outcome {
    /** The customer is there. */
    record Created(Customer customer, StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner is suspended, or nobody has registered it. */
    record Suspended() implements Outcome {}

    /** Another customer of the partner has this domain. */
    record DomainTaken(Domain domain) implements Outcome {}

    /** Another customer of the partner has this tenant GUID. */
    record TenantTaken(TenantId tenant) implements Outcome {}
  }

  /** Creates the customer, unless its domain or tenant GUID is another customer's. */
  public Outcome create(PartnerId partner, Details details, Act act, Once<Customer> once) {
    return Attempts.until(() -> attempt(partner, details, act, once));
  }

  /** The one who took it may be this request itself, sent twice and committed since we looked. */
  private Outcome unlessRepeated(Outcome refusal, Act act, Once<Customer> once) {
    return records.repeat(once, act.at()).<Outcome>map(Outcome.Repeated::new).orElse(refusal);
  }

  private Optional<Outcome> attempt(
      PartnerId partner, Details details, Act act, Once<Customer> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    if (!partners.mayTrade(partner)) {
      return Optional.of(new Outcome.Suspended());
    }
    if (customers.findByDomain(partner, details.domain()).isPresent()) {
      return Optional.of(unlessRepeated(new Outcome.DomainTaken(details.domain()), act, once));
    }
    if (customers.findByTenant(partner, details.tenant()).isPresent()) {
      return Optional.of(unlessRepeated(new Outcome.TenantTaken(details.tenant()), act, once));
    }
    var unreached =
        new Customer(
            CustomerId.next(act.at()),
            partner,
            details.companyName(),
            details.tenant(),
            details.domain(),
            details.market(),
            act.at());
    var customer = details.contact().map(unreached::reachedAt).orElse(unreached);
    var record = once.record(customer);
    var activity =
        ActivityRecord.of(partner, act, Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    return customers.add(customer, activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Created(customer, record.answer()))
        : Optional.empty();
  }
}
