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
import java.util.Optional;

/**
 * Changes what can be changed of a customer: its name, its contact, and its market until the first
 * order. Its domain and tenant GUID are who it is.
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

  /** What is to be otherwise; what is empty stays. */
  public record Changes(
      Optional<String> companyName, Optional<Market> market, Patch<ContactChange> contact) {}

  /** What is to be otherwise of the contact; without one, name and e-mail make it. */
  public record ContactChange(
      Optional<String> name, Optional<EmailAddress> email, Patch<PhoneNumber> phone) {
    /** Gives the contact after the change; empty when it would have no name or no e-mail. */
    Optional<Contact> appliedTo(Optional<Contact> before) {
      var toName = name.or(() -> before.map(Contact::name));
      var toEmail = email.or(() -> before.map(Contact::email));
      var toPhone = phone.appliedTo(before.flatMap(Contact::phone));
      return toName.flatMap(known -> toEmail.map(at -> new Contact(known, at, toPhone)));
    }
  }

  /** Why it is not changed. */
  public sealed interface Refusal {
    /** The partner has no such customer. */
    record NoSuchCustomer() implements Refusal {}

    /** The partner is suspended, or nobody has registered it. */
    record Suspended() implements Refusal {}

    /** Something was bought in the customer's market, which stays for that. */
    record MarketFixed(Market market, Customer.FirstOrder since) implements Refusal {}

    /** There is no contact yet, and the change does not name and reach one. */
    record ContactIncomplete(boolean named, boolean reached) implements Refusal {}
  }

  /** Changes the customer; of changes at once none is lost. */
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
        : changed(before, changed(before, changes), act, once);
  }

  private static Optional<Refusal> refusal(Customer before, Changes changes) {
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

  private static Customer changed(Customer before, Changes changes) {
    return before.changed(
        changes.companyName().orElse(before.companyName()),
        changes.market().orElse(before.market()),
        changes.contact().merged(before.contact(), given -> given.appliedTo(before.contact())));
  }

  private Decision<StoredAnswer, Refusal> changed(
      Customer before, Customer after, Act act, Once<Customer> once) {
    var activity =
        ActivityRecord.of(after.partner(), act, Operation.CUSTOMER_CHANGED, Subject.of(after.id()));
    return Decision.done(once, after, record -> customers.change(before, after, activity, record));
  }
}
