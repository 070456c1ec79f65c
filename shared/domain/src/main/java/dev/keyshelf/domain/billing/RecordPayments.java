package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.PaymentBook.Entry;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records the payments, payouts and reversals of an operator's file. All lines are checked before
 * the first is recorded. Each is recorded in a transaction of its own, and a line that is recorded
 * already is skipped. So a run that was interrupted continues when it is repeated.
 */
public final class RecordPayments {
  /** How often a line is checked again because something else was recorded in between. */
  private static final int ATTEMPTS = 5;

  private static final int SHORTEST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  private final Partners partners;
  private final Invoices invoices;
  private final Payments payments;

  /** Uses these stores. */
  public RecordPayments(Partners partners, Invoices invoices, Payments payments) {
    this.partners = partners;
    this.invoices = invoices;
    this.payments = payments;
  }

  /** A line that is refused, and its column; empty for the whole line. */
  public record Fault(int line, String field, String why) {}

  /** What was recorded of a line and its column, that the operator should know. */
  public record Note(int line, String field, String what) {}

  /**
   * The result.
   *
   * @param recorded how many lines are recorded now
   * @param known how many lines were recorded before
   * @param faults if there are any, nothing is recorded, unless something else was recorded or
   *     issued while this file was read. Then the lines before the fault are recorded
   * @param notes the overpayments and reversals that are recorded now
   */
  public record Report(int recorded, int known, List<Fault> faults, List<Note> notes) {
    /** Copies the lists. */
    public Report {
      faults = List.copyOf(faults);
      notes = List.copyOf(notes);
    }
  }

  /** Checks all lines, and records those that are not recorded yet. */
  public Report record(List<PaymentLine> lines, Instant now) {
    var faults = new ArrayList<Fault>();
    var entries = new ArrayList<Checked>();
    Map<PartnerId, PaymentBook> books = new HashMap<>();
    for (var line : lines) {
      if (!books.containsKey(line.partner()) && partners.find(line.partner()).isEmpty()) {
        faults.add(new Fault(line.line(), "partner", "there is no partner " + line.partner()));
        continue;
      }
      var book = books.computeIfAbsent(line.partner(), partner -> book(partner, now));
      var entry = book.enter(line);
      if (entry instanceof Entry.Refused(var field, var why)) {
        faults.add(new Fault(line.line(), field, why));
      }
      entries.add(new Checked(line, entry));
    }
    return faults.isEmpty() ? recorded(entries, now) : new Report(0, 0, faults, List.of());
  }

  private record Checked(PaymentLine line, Entry entry) {}

  private PaymentBook book(PartnerId partner, Instant now) {
    return PaymentBook.read(partner, invoices, payments, now);
  }

  private Report recorded(List<Checked> entries, Instant now) {
    var recorded = 0;
    var known = 0;
    var notes = new ArrayList<Note>();
    Map<PartnerId, PaymentBook> newer = new HashMap<>();
    for (var each : entries) {
      var line = each.line();
      var book = newer.get(line.partner());
      // After a lost race, the partner's other lines are checked against what is there now.
      var entry = book == null ? each.entry() : book.enter(line);
      for (int attempt = 1; isLost(entry); attempt++) {
        if (attempt == ATTEMPTS) {
          var why = "something else keeps changing the partner's account";
          return brokenOff(recorded, known, notes, line, "", why);
        }
        pause();
        book = book(line.partner(), now);
        newer.put(line.partner(), book);
        entry = book.enter(line);
      }
      switch (entry) {
        case Entry.New(var payment, _) -> {
          recorded++;
          note(line, payment).ifPresent(notes::add);
        }
        case Entry.Known _ -> known++;
        case Entry.Refused(var field, var why) -> {
          return brokenOff(recorded, known, notes, line, field, why);
        }
      }
    }
    return new Report(recorded, known, List.of(), notes);
  }

  private static Optional<Note> note(PaymentLine line, Payment payment) {
    return switch (payment.purpose()) {
      case Purpose.Pays(var invoice, var over) ->
          over.isPositive()
              ? Optional.of(
                  new Note(
                      line.line(),
                      "amount",
                      "is %s more than %s had open: they are credit now"
                          .formatted(over, invoice.number())))
              : Optional.empty();
      case Purpose.PaysOut _ -> Optional.empty();
      case Purpose.Undoes undoes ->
          Optional.of(new Note(line.line(), "undoes", effect(undoes, payment)));
    };
  }

  private static String effect(Purpose.Undoes undoes, Payment payment) {
    if (undoes.invoice().isEmpty()) {
      return "%s is undone: %s are credit again".formatted(undoes.reference(), payment.amount());
    }
    var open =
        "%s is undone: %s are open again on %s"
            .formatted(
                undoes.reference(), payment.toInvoice().negated(), undoes.invoice().get().number());
    return undoes.credit().isNegative()
        ? open + ", and %s are no credit any more".formatted(undoes.credit().negated())
        : open;
  }

  private boolean isLost(Entry entry) {
    return entry instanceof Entry.New(var payment, var before)
        && payments.record(payment, before) == Commit.STALE;
  }

  /** Waits for a random time, so that two files do not collide again. */
  private static void pause() {
    // A new generator each time. One in a snapshot would give every copy the same pauses.
    var pause = new SecureRandom().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS + 1);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", interrupted);
    }
  }

  private static Report brokenOff(
      int recorded, int known, List<Note> notes, PaymentLine line, String field, String why) {
    var told =
        recorded + known == 0
            ? why
            : why + "; the lines before it are recorded, and a repeated import skips them";
    return new Report(recorded, known, List.of(new Fault(line.line(), field, told)), notes);
  }
}
