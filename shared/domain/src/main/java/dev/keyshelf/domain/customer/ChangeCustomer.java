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

/**
 * Changes what can be changed of a customer: its name, its contact, and its market until the first
 * order. Its domain and tenant GUID are who it is.
 */
public final class ChangeCustomer {
  private final Partners partners;
  private final Customers customers;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public ChangeCustomer(Partners partners, Customers customers, IdempotencyRecords records) {
    this.partners = partners;
    this.customers = customers;
    this.records = records;
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

  /** What became of it. */
  public sealed interface Outcome {
    /** The customer is so now. */
    record Changed(Customer customer, StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner has no such customer. */
    record NoSuchCustomer() implements Outcome {}

    /** The partner is suspended, or nobody has registered it. */
    record Suspended() implements Outcome {}

    /** Something was bought in the customer's market, which stays for that. */
    record MarketFixed(Market market, Customer.FirstOrder since) implements Outcome {}

    /** There is no contact yet, and the change does not name and reach one. */
    record ContactIncomplete(boolean named, boolean reached) implements Outcome {}
  }

  /** Changes the customer; of changes at once none is lost. */
  public Outcome change(
      PartnerId partner, CustomerId id, Changes changes, Act act, Once<Customer> once) {
    return Attempts.until(() -> attempt(partner, id, changes, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner, CustomerId id, Changes changes, Act act, Once<Customer> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var found = customers.find(partner, id);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchCustomer());
    }
    if (!partners.mayTrade(partner)) {
      return Optional.of(new Outcome.Suspended());
    }
    var before = found.get();
    var refusal = refusal(before, changes);
    return refusal.isPresent()
        ? Optional.of(unlessRepeated(refusal.get(), act, once))
        : commit(before, changed(before, changes), act, once);
  }

  private static Optional<Outcome> refusal(Customer before, Changes changes) {
    if (!changes.market().map(before::canMoveTo).orElse(true)) {
      return before.firstOrder().map(since -> new Outcome.MarketFixed(before.market(), since));
    }
    if (changes.contact() instanceof Patch.Given<ContactChange>(var given)
        && given.appliedTo(before.contact()).isEmpty()) {
      return Optional.of(
          new Outcome.ContactIncomplete(given.name().isPresent(), given.email().isPresent()));
    }
    return Optional.empty();
  }

  private static Customer changed(Customer before, Changes changes) {
    return before.changed(
        changes.companyName().orElse(before.companyName()),
        changes.market().orElse(before.market()),
        changes.contact().merged(before.contact(), given -> given.appliedTo(before.contact())));
  }

  /** What stands in the way may have come after this request itself, sent twice. */
  private Outcome unlessRepeated(Outcome refusal, Act act, Once<Customer> once) {
    return records.repeat(once, act.at()).<Outcome>map(Outcome.Repeated::new).orElse(refusal);
  }

  private Optional<Outcome> commit(Customer before, Customer after, Act act, Once<Customer> once) {
    var record = once.record(after);
    var activity =
        ActivityRecord.of(after.partner(), act, Operation.CUSTOMER_CHANGED, Subject.of(after.id()));
    return customers.change(before, after, activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Changed(after, record.answer()))
        : Optional.empty();
  }
}
