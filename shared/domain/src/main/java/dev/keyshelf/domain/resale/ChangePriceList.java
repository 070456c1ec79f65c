package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.resale.PriceLists.Change;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Sets or removes a version of a price list. Once the invoices of a month are issued, no version
 * that holds from a day of that month can be set or removed, so what was rebilled never changes. A
 * suspended partner can change its lists too, because it is still invoiced.
 */
public final class ChangePriceList {
  private final Customers customers;
  private final Invoices invoices;
  private final PriceLists lists;
  private final Commands commands;

  /** Uses these stores. */
  public ChangePriceList(
      Customers customers, Invoices invoices, PriceLists lists, IdempotencyRecords records) {
    this.customers = customers;
    this.invoices = invoices;
    this.lists = lists;
    this.commands = new Commands(records);
  }

  /**
   * What is asked for.
   *
   * @param expectedRevision the revision that the user saw; 0 for a list that was never set
   * @param day from when the version holds, a UTC day
   * @param prices the prices to set; empty to remove the day's version
   */
  public record Wanted(
      PartnerId partner,
      PriceListId list,
      long expectedRevision,
      LocalDate day,
      Optional<PriceList> prices) {}

  /**
   * The list after the change.
   *
   * @param day from when the version holds or held
   */
  public record Changed(PriceListState list, LocalDate day) {}

  /** The reasons to refuse a change. */
  public sealed interface Refusal {
    /** The partner has no such customer. */
    record NoSuchCustomer() implements Refusal {}

    /** The list has no version from that day. */
    record NoSuchVersion() implements Refusal {}

    /** Somebody has changed the list since the user saw it. */
    record Outdated(long revision) implements Refusal {}

    /** The invoices of the day's month are issued. */
    record MonthIssued(YearMonth firstOpen) implements Refusal {}
  }

  /** Carries out a change. */
  public Told<StoredAnswer, Refusal> change(Wanted wanted, Act act, Once<Changed> once) {
    return commands.run(once, act.at(), () -> decide(wanted, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(Wanted wanted, Act act, Once<Changed> once) {
    var before =
        lists.find(wanted.partner(), wanted.list()).map(PriceListState::revision).orElse(0L);
    var refusal = refusal(wanted, before);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    var after = new PriceListState(wanted.list(), before + 1, act.at(), act.by().name());
    var change =
        new Change(
            wanted.partner(),
            before,
            after,
            wanted.day(),
            wanted
                .prices()
                .map(
                    prices ->
                        new PriceListVersion(
                            wanted.list(),
                            wanted.day(),
                            prices,
                            act.at(),
                            act.by().name(),
                            after.revision())));
    var activity = activity(wanted, after, act);
    return Decision.done(
        once, new Changed(after, wanted.day()), record -> lists.change(change, activity, record));
  }

  private Optional<Refusal> refusal(Wanted wanted, long revision) {
    var unknown =
        wanted
            .list()
            .customer()
            .filter(customer -> customers.find(wanted.partner(), customer).isEmpty());
    if (unknown.isPresent()) {
      return Optional.of(new Refusal.NoSuchCustomer());
    }
    if (revision != wanted.expectedRevision()) {
      return Optional.of(new Refusal.Outdated(revision));
    }
    if (wanted.prices().isEmpty() && !hasVersion(wanted)) {
      return Optional.of(new Refusal.NoSuchVersion());
    }
    var firstOpen =
        invoices
            .account(wanted.partner())
            .orElseGet(() -> BillingAccount.of(wanted.partner()))
            .next();
    return YearMonth.from(wanted.day()).isBefore(firstOpen)
        ? Optional.of(new Refusal.MonthIssued(firstOpen))
        : Optional.empty();
  }

  private boolean hasVersion(Wanted wanted) {
    return lists
        .inForce(wanted.partner(), wanted.list(), wanted.day())
        .filter(version -> version.validFrom().equals(wanted.day()))
        .isPresent();
  }

  private static ActivityRecord activity(Wanted wanted, PriceListState after, Act act) {
    var subject = wanted.list().customer().map(Subject::of).orElseGet(Subject::none);
    return ActivityRecord.of(
            wanted.partner(),
            act,
            wanted.prices().isPresent()
                ? Operation.PRICE_LIST_SET
                : Operation.PRICE_LIST_VERSION_REMOVED,
            subject)
        .about(
            "price list %s from %s, revision %s%s"
                .formatted(
                    wanted.list(),
                    wanted.day(),
                    after.revision(),
                    wanted
                        .prices()
                        .map(prices -> ", %s prices".formatted(prices.prices().size()))
                        .orElse("")));
  }
}
