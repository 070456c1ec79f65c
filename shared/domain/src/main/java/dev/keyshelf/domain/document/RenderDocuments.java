package dev.keyshelf.domain.document;

import static java.util.Objects.requireNonNull;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.party.Parties;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Renders the documents of issued invoices, each once for each format. Runs can repeat, overlap or
 * stop at any point: a number and a format have one document, whose transaction is committed after
 * its file is stored. A file without a document is harmless, since it lies under its own digest.
 */
public final class RenderDocuments {
  /** The time that clocks of functions can differ, with the time that a write can take. */
  private static final Duration SKEW = Duration.ofMinutes(2);

  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final int PAGE = 100;
  private static final Actor BY = new Actor.Schedule("RenderDocuments");

  private final Partners partners;
  private final Invoices invoices;
  private final ReadInvoices reading;
  private final Parties parties;
  private final ComposeDocuments composing;
  private final Documents documents;
  private final DocumentFiles files;
  private final Map<DocumentFormat, Renderer> renderers;
  private final Lacks lacks;
  private final Supplier<Instant> clock;

  /** Says what a document lacks in a format. */
  public interface Lacks {
    /** Returns what is missing; empty if the document can be rendered. */
    List<Lack> of(InvoiceDocument document, DocumentFormat format);
  }

  /**
   * The stores that documents are made from.
   *
   * @param reading reads the months of the same invoices
   * @param composing composes documents of the same months
   */
  public record Sources(
      Partners partners,
      Invoices invoices,
      ReadInvoices reading,
      Parties parties,
      ComposeDocuments composing) {}

  /**
   * Uses these stores and renderers.
   *
   * @param renderers one for each format
   * @param clock returns the time of each document, since a run takes minutes
   */
  public RenderDocuments(
      Sources sources,
      Documents documents,
      DocumentFiles files,
      Map<DocumentFormat, Renderer> renderers,
      Lacks lacks,
      Supplier<Instant> clock) {
    this.partners = sources.partners();
    this.invoices = sources.invoices();
    this.reading = sources.reading();
    this.parties = sources.parties();
    this.composing = sources.composing();
    this.documents = documents;
    this.files = files;
    this.renderers = Map.copyOf(renderers);
    this.lacks = lacks;
    this.clock = clock;
  }

  /**
   * The result of a run.
   *
   * @param run the id of the run, which its activity records name
   * @param made how many documents the run rendered
   * @param lacking how many documents it could not render because something is missing
   * @param failed the documents whose rendering failed, and why
   * @param complete whether the run reached all partners before the time ran out
   */
  public record Report(String run, int made, int lacking, List<Failure> failed, boolean complete) {
    /** Copies the list. */
    public Report {
      failed = List.copyOf(failed);
    }
  }

  /**
   * A document that could not be rendered, and why. It does not stop the others.
   *
   * @param what its number and format, or the month if the month cannot be read
   */
  public record Failure(PartnerId partner, String what, RuntimeException why) {}

  /**
   * Renders what is issued and not rendered, shard by shard, until the time runs out. The next run
   * continues.
   *
   * @param now when the run begins
   * @param timeLeft checked before each document
   */
  public Report render(Instant now, TimeLeft timeLeft) {
    var run = new Run(now, timeLeft);
    // Each run begins at another shard, so that no shard with failures keeps others waiting.
    var first = now.getEpochSecond() / EVERY.toSeconds();
    for (int i = 0; i < Partners.SHARDS; i++) {
      if (!run.wholeShard((int) Math.floorMod(first + i, (long) Partners.SHARDS))) {
        return run.report(false);
      }
    }
    return run.report(true);
  }

  private final class Run {
    private final String id;
    private final Instant asOf;
    private final YearMonth due;
    private final TimeLeft timeLeft;
    private final Instant sellerAt;
    private final List<Failure> failed = new ArrayList<>();
    private int made;
    private int lacking;

    Run(Instant now, TimeLeft timeLeft) {
      this.id = Ulids.next(now);
      this.asOf = now.minus(SKEW);
      this.due = IssueInvoices.lastDueAt(now);
      this.timeLeft = timeLeft;
      this.sellerAt = parties.sellerImportedAt().orElse(Instant.MIN);
    }

    Report report(boolean complete) {
      return new Report(id, made, lacking, failed, complete);
    }

    /** Renders the documents of a shard's partners; returns false if the time ran out. */
    boolean wholeShard(int shard) {
      if (timeLeft.isOver()) {
        return false;
      }
      // Read first: what is issued later is of the next run.
      var issued = invoices.doneThrough(shard);
      var before = documents.progress(shard);
      var through = before.map(Documents.Progress::through);
      var isWhole = through.isPresent() && !through.get().isBefore(due);
      var seen = before.map(Documents.Progress::asOf).filter(at -> isWhole && at.isAfter(sellerAt));
      var visited = seen.isEmpty();
      var failedBefore = failed.size();
      Optional<PartnerId> after = Optional.empty();
      do {
        var page =
            seen.isPresent()
                ? partners.importedAfter(shard, seen.get(), PAGE, after)
                : partners.registered(shard, PAGE, after);
        for (var partner : page.partners()) {
          visited = true;
          if (!visit(partner, through)) {
            return false;
          }
        }
        after = page.next();
      } while (after.isPresent());
      if (visited && issued.isPresent() && failed.size() == failedBefore) {
        documents.done(shard, new Documents.Progress(issued.get(), asOf));
      }
      return true;
    }

    /** Renders the documents of a partner; returns false if the time ran out. */
    private boolean visit(PartnerId partner, Optional<YearMonth> through) {
      try {
        var noted = documents.lacking(partner);
        NavigableSet<YearMonth> months = new TreeSet<>(issuedAfter(partner, through));
        noted.stream().map(Lacking::month).forEach(months::add);
        for (var month : months) {
          if (timeLeft.isOver() || !month(partner, month, noted)) {
            return false;
          }
        }
      } catch (RuntimeException why) {
        fail(partner, "all documents", why);
      }
      return true;
    }

    private List<YearMonth> issuedAfter(PartnerId partner, Optional<YearMonth> through) {
      var months = new ArrayList<YearMonth>();
      Optional<Invoices.Position> after = Optional.empty();
      do {
        var page = invoices.list(partner, PAGE, after);
        for (var invoice : page.invoices()) {
          if (through.isPresent() && !invoice.month().isAfter(through.get())) {
            return months;
          }
          months.add(invoice.month());
        }
        after = page.next();
      } while (after.isPresent());
      return months;
    }

    /** Renders the documents of a month; returns false if the time ran out. */
    private boolean month(PartnerId partner, YearMonth month, List<Lacking> noted) {
      try {
        var missing = missing(partner, month);
        if (missing.isEmpty()) {
          return true;
        }
        switch (composing.compose(reading.month(partner, month))) {
          case ComposeDocuments.Composed.Incomplete(var why) ->
              missing.forEach(each -> note(each.lacking(why), noted));
          case ComposeDocuments.Composed.Documents(var composed) -> {
            for (var each : missing) {
              if (timeLeft.isOver()) {
                return false;
              }
              one(each, composed, noted);
            }
          }
        }
      } catch (RuntimeException why) {
        fail(partner, month.toString(), why);
      }
      return true;
    }

    private List<Missing> missing(PartnerId partner, YearMonth month) {
      var missing = new ArrayList<Missing>();
      for (var invoice : invoices.list(partner, month)) {
        var there =
            documents.made(partner, invoice.numberText()).stream().map(Document::format).toList();
        renderers.keySet().stream()
            .filter(format -> !there.contains(format))
            .sorted()
            .forEach(format -> missing.add(new Missing(invoice, format)));
      }
      return missing;
    }

    private void one(Missing each, List<InvoiceDocument> composed, List<Lacking> noted) {
      try {
        var document = each.of(composed);
        var why = lacks.of(document, each.format());
        if (why.isEmpty()) {
          keep(each, document);
        } else {
          note(each.lacking(why), noted);
        }
      } catch (UnrenderableException why) {
        note(each.lacking(List.of(why.lack())), noted);
      } catch (RuntimeException why) {
        fail(each.partner(), each.number() + " " + each.format(), why);
      }
    }

    private void keep(Missing each, InvoiceDocument document) {
      var file = requireNonNull(renderers.get(each.format())).render(document);
      var sha256 = Document.digest(file);
      files.keep(each.partner(), each.format(), sha256, file);
      var kept =
          new Document(
              each.partner(),
              each.number(),
              document.type(),
              document.month(),
              document.currency(),
              each.format(),
              document.buyer().language(),
              document.buyer().pageSize(),
              sha256,
              file.length,
              each.format().rendering(),
              clock.get().truncatedTo(ChronoUnit.MILLIS));
      if (documents.keep(kept, record(kept)) == Commit.DONE) {
        made++;
      }
    }

    private ActivityRecord record(Document kept) {
      var subject = Subject.of(kept.recorded(), kept.fileName());
      var act = new Act(BY, kept.renderedAt(), id);
      return ActivityRecord.of(kept.partner(), act, Operation.DOCUMENT_RENDERED, subject)
          .about(
              "%s of %s in %s as %s, %s bytes, SHA-256 %s, rendering %s"
                  .formatted(
                      kept.number(),
                      kept.month(),
                      kept.currency(),
                      kept.format(),
                      kept.bytes(),
                      kept.sha256(),
                      kept.rendering()));
    }

    private void note(Lacking found, List<Lacking> noted) {
      lacking++;
      if (!noted.contains(found)) {
        documents.note(found);
      }
    }

    private void fail(PartnerId partner, String what, RuntimeException why) {
      if (UnavailableException.isOutage(why)) {
        throw why;
      }
      failed.add(new Failure(partner, what, why));
    }
  }

  /** An issued invoice that is not rendered in a format. */
  private record Missing(Invoice invoice, DocumentFormat format) {
    PartnerId partner() {
      return invoice.partner();
    }

    String number() {
      return invoice.numberText();
    }

    Lacking lacking(List<Lack> why) {
      return new Lacking(partner(), number(), invoice.month(), invoice.currency(), format, why);
    }

    InvoiceDocument of(List<InvoiceDocument> composed) {
      return composed.stream()
          .filter(document -> document.currency().equals(invoice.currency()))
          .findFirst()
          .orElseThrow();
    }
  }
}
