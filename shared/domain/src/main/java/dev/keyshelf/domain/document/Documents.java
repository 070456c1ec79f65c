package dev.keyshelf.domain.document;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The rendered documents of partners. */
public interface Documents {
  /** Lists the rendered documents with a number: none, or one for each format. */
  List<Document> made(PartnerId partner, String number);

  /** Lists the formats that a number is not rendered in, and why. */
  List<Lacking> lacking(PartnerId partner, String number);

  /** Lists everything of a partner that is not rendered because something is missing. */
  List<Lacking> lacking(PartnerId partner);

  /**
   * Keeps a rendered document with its activity record, in one transaction. Its file is in the
   * bucket already.
   *
   * @return STALE if the number has a document in this format already
   */
  Commit keep(Document document, ActivityRecord record);

  /** Notes why an invoice is not rendered. A document that is rendered meanwhile wins. */
  void note(Lacking lacking);

  /** Finds how far a shard of the registry is rendered; empty before its first whole run. */
  Optional<Progress> progress(int shard);

  /** Notes how far a shard is rendered. The note never goes back. */
  void done(int shard, Progress progress);

  /**
   * How far a shard of partners is rendered.
   *
   * @param through the month through which all issued invoices were tried
   * @param asOf when that run began; parties that were imported later were not seen by it
   */
  record Progress(YearMonth through, Instant asOf) {}
}
