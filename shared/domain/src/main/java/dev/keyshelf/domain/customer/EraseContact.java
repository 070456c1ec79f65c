package dev.keyshelf.domain.customer;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.party.Buyer;
import java.util.Optional;

/**
 * Erases a customer's contact person on request, also that of its billing details. The log says
 * that it was erased and does not repeat it. A suspended partner can do so too: a person's request
 * does not depend on business.
 */
public final class EraseContact {
  private final Customers customers;
  private final Commands commands;

  /** Uses these stores. */
  public EraseContact(Customers customers, IdempotencyRecords records) {
    this.customers = customers;
    this.commands = new Commands(records);
  }

  /** The partner has no such customer. */
  public record NoSuchCustomer() {}

  /** Erases the contact; a customer that has none stays as it is, and the log says so too. */
  public Told<StoredAnswer, NoSuchCustomer> erase(
      PartnerId partner, CustomerId id, Act act, Once<Customer> once) {
    return commands.run(once, act.at(), () -> decide(partner, id, act, once));
  }

  private Decision<StoredAnswer, NoSuchCustomer> decide(
      PartnerId partner, CustomerId id, Act act, Once<Customer> once) {
    var found = customers.find(partner, id);
    if (found.isEmpty()) {
      return Decision.refuse(new NoSuchCustomer());
    }
    var before = found.get();
    var billing = before.billing();
    var hasPerson =
        before.contact().isPresent() || billing.flatMap(each -> each.party().contact()).isPresent();
    var after =
        before
            .billed(billing.map(Buyer::withoutContact))
            .changed(before.companyName(), before.market(), Optional.empty());
    var activity =
        ActivityRecord.of(partner, act, Operation.CONTACT_ERASED, Subject.of(id))
            .about(
                hasPerson
                    ? "a contact was erased; support requests keep theirs"
                    : "there was no contact");
    return Decision.done(once, after, record -> customers.change(before, after, activity, record));
  }
}
