package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Issues the invoices of the months that are over, each partner's in order. Run twice, at once or
 * stopped anywhere it issues the same ones: a month's invoices are one transaction, which moves the
 * partner's account from exactly the state that they were made from.
 */
public final class IssueInvoices {
  /** A command's transaction is at most seconds younger than its instant; this is ample. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final int PARTNERS_PAGE = 100;

  private final Partners partners;
  private final Ledger ledger;
  private final Invoices invoices;

  /** Uses these stores. */
  public IssueInvoices(Partners partners, Ledger ledger, Invoices invoices) {
    this.partners = partners;
    this.ledger = ledger;
    this.invoices = invoices;
  }

  /**
   * What a run did.
   *
   * @param issued how many invoices
   * @param complete whether it came to the end of all partners before its time was over
   * @param failed the partners whose invoices could not be made, and why
   */
  public record Report(int issued, boolean complete, List<Failure> failed) {
    /** Copies the list in. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /** A partner whose invoices could not be made: the others' are. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /** Gives the last month that is invoiced at {@code now}: over for an hour or more. */
  public static YearMonth lastDueAt(Instant now) {
    return YearMonth.from(now.minus(GRACE).atOffset(ZoneOffset.UTC)).minusMonths(1);
  }

  /**
   * Issues what is due at {@code now}, shard by shard, until the time runs out; the next run goes
   * on.
   *
   * @param timeLeft asked before each page that is read
   */
  public Report issue(Instant now, TimeLeft timeLeft) {
    var run = new Run(now, timeLeft);
    for (int shard = 0; shard < Partners.SHARDS; shard++) {
      if (timeLeft.isOver()) {
        return run.report(false);
      }
      var done = invoices.doneThrough(shard);
      if (done.isEmpty() || done.get().isBefore(run.due)) {
        if (!run.wholeShard(shard)) {
          return run.report(false);
        }
      }
    }
    return run.report(true);
  }

  private final class Run {
    private final Instant now;
    private final YearMonth due;
    private final TimeLeft timeLeft;
    private final LedgerReading reading;
    private final List<Failure> failed = new ArrayList<>();
    private int issued;

    Run(Instant now, TimeLeft timeLeft) {
      this.now = now;
      this.due = lastDueAt(now);
      this.timeLeft = timeLeft;
      this.reading = new LedgerReading(ledger, invoices, timeLeft);
    }

    Report report(boolean complete) {
      return new Report(issued, complete, failed);
    }

    /** Tells whether there was time for all partners of the shard. */
    boolean wholeShard(int shard) {
      var failedBefore = failed.size();
      Optional<PartnerId> after = Optional.empty();
      do {
        var page = partners.registered(shard, PARTNERS_PAGE, after);
        for (var partner : page.partners()) {
          if (!isDone(partner)) {
            return false;
          }
        }
        after = page.next();
      } while (after.isPresent());
      if (failed.size() == failedBefore) {
        invoices.done(shard, due);
      }
      return true;
    }

    private boolean isDone(PartnerId partner) {
      try {
        while (!timeLeft.isOver()) {
          var account = invoices.account(partner);
          if (account.isPresent() && !account.get().issuedThrough().isBefore(due)) {
            return true;
          }
          if (!oneMonth(partner, account)) {
            return false;
          }
        }
        return false;
      } catch (UnavailableException storeIsDown) {
        throw storeIsDown;
      } catch (RuntimeException why) {
        failed.add(new Failure(partner, why));
        return true;
      }
    }

    /** Issues the next month that has anything; tells whether there was time for it. */
    private boolean oneMonth(PartnerId partner, Optional<BillingAccount> before) {
      var account = before.orElseGet(() -> BillingAccount.of(partner));
      var draft = new Draft();
      if (!reading.late(account, draft::add)) {
        return false;
      }
      var month = account.next();
      while (true) {
        if (!reading.month(partner, month, draft::add)) {
          return false;
        }
        if (!draft.isEmpty() || month.equals(due)) {
          commit(before, account, month, draft);
          return true;
        }
        month = month.plusMonths(1);
      }
    }

    /** A lost race is no failure: the other run issued these very invoices. */
    private void commit(
        Optional<BillingAccount> before, BillingAccount account, YearMonth month, Draft draft) {
      var roll = draft.isEmpty() ? Optional.<Roll>empty() : Optional.of(Roll.of(month, draft.keys));
      var made = draft.invoices(account, month, now, roll);
      roll.ifPresent(each -> invoices.enrol(account.partner(), each, draft.keys));
      var after = account.after(month, now, roll, made);
      if (invoices.issue(before, after, made) == Commit.DONE) {
        issued += made.size();
      }
    }
  }

  /** What the invoices of a month are made from; the keys are all that is kept of an entry. */
  private static final class Draft {
    private final Tally tally = new Tally();
    private final List<LedgerKey> keys = new ArrayList<>();

    void add(LedgerEntry entry) {
      tally.add(entry);
      keys.add(entry.key());
    }

    boolean isEmpty() {
      return keys.isEmpty();
    }

    List<Invoice> invoices(
        BillingAccount account, YearMonth month, Instant now, Optional<Roll> roll) {
      var made = new ArrayList<Invoice>();
      for (var settlement : tally.settlements(account.carried())) {
        var number = account.lastNumber() + made.size() + 1;
        made.add(new Invoice(account.partner(), month, number, now, settlement, roll));
      }
      return made;
    }
  }
}
