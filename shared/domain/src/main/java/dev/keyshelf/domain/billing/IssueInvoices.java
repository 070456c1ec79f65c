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
 * Issues the invoices of the months that are over, in order for each partner. Runs can repeat,
 * overlap or stop at any point and still issue the same invoices. The invoices of a month are
 * written in one transaction, which requires that the partner's account is still as it was read.
 */
public final class IssueInvoices {
  /**
   * How long after its end a month is invoiced. A command's transaction commits within seconds of
   * its instant, so this is more than enough.
   */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final int PARTNERS_PAGE = 100;

  /** How often a run makes the same partner's invoices again because others were faster. */
  private static final int MOST_LOST = 20;

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
   * The result of a run.
   *
   * @param issued how many invoices were issued
   * @param complete whether the run reached all partners before the time ran out
   * @param failed the partners whose invoices could not be made, and why
   */
  public record Report(int issued, boolean complete, List<Failure> failed) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /** A partner whose invoices could not be made, and why. It does not stop the others. */
  public record Failure(PartnerId partner, RuntimeException why) {}

  /** Returns the last month that is due at {@code now}: it ended at least an hour ago. */
  public static YearMonth lastDueAt(Instant now) {
    return YearMonth.from(now.minus(GRACE).atOffset(ZoneOffset.UTC)).minusMonths(1);
  }

  /**
   * Issues the invoices that are due at {@code now}, shard by shard, until the time runs out. The
   * next run continues.
   *
   * @param timeLeft checked before each page that is read
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
    private final Numbering numbering = new Numbering(invoices);
    private final List<Failure> failed = new ArrayList<>();
    private int issued;
    private int lost;

    Run(Instant now, TimeLeft timeLeft) {
      this.now = now;
      this.due = lastDueAt(now);
      this.timeLeft = timeLeft;
      this.reading = new LedgerReading(ledger, invoices, timeLeft);
    }

    Report report(boolean complete) {
      return new Report(issued, complete, failed);
    }

    /** Issues the invoices of a shard's partners; returns false if the time ran out. */
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
      lost = 0;
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
      } catch (RuntimeException why) {
        if (UnavailableException.isOutage(why)) {
          throw why;
        }
        failed.add(new Failure(partner, why));
        return true;
      }
    }

    /**
     * Issues the next month that has entries, or the last due month if none has; returns false if
     * the time ran out.
     */
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

    /**
     * Issues a month. A lost race is not a failure: the other run issued the same invoices, took
     * the next number of their series, or a credit was paid out. The month is made again.
     */
    private void commit(
        Optional<BillingAccount> before, BillingAccount account, YearMonth month, Draft draft) {
      var roll = draft.isEmpty() ? Optional.<Roll>empty() : Optional.of(Roll.of(month, draft.keys));
      var made = draft.invoices(account, month, now, roll, numbering);
      roll.ifPresent(each -> invoices.enrol(account.partner(), each, draft.keys));
      var after = account.after(month, now, roll, made);
      if (invoices.issue(before, after, made) == Commit.DONE) {
        issued += made.size();
        lost = 0;
      } else if (++lost > MOST_LOST) {
        throw new IllegalStateException(
            "the account or the numbers of %s keep changing".formatted(account.partner()));
      }
    }
  }

  /** Collects what the invoices of a month are made from. Keeps only the keys of the entries. */
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
        BillingAccount account,
        YearMonth month,
        Instant now,
        Optional<Roll> roll,
        Numbering numbering) {
      var settlements = tally.settlements(account.carried());
      if (settlements.isEmpty()) {
        return List.of();
      }
      var next = numbering.next(account.partner(), now, settlements.size());
      var made = new ArrayList<Invoice>();
      for (var settlement : settlements) {
        var at = made.size();
        var inSeries = next.numbers().stream().skip(at).findFirst();
        var number = account.lastNumber() + at + 1;
        made.add(
            new Invoice(
                account.partner(), month, number, next.issuedAt(), settlement, roll, inSeries));
      }
      return made;
    }
  }
}
