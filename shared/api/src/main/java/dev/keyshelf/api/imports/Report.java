package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of an import, which is written beside the imported object.
 *
 * @param version the version that was, or would have been, published; empty for imports without
 *     versions
 * @param imported the number of imported things; 0 if there are faults, unless the import broke off
 * @param unchanged whether everything had been imported before
 * @param publishedAt the time since when readers see the version; empty for imports without
 *     versions
 * @param known for keys: those that were imported before, and their batches
 * @param verifying the number of files that must be compared with their SHA-256 first; the import
 *     continues after that
 * @param unread the first of the files that the import ignored
 * @param faults the first of the faults
 * @param moreFaults the number of further faults
 * @param notes the first things that the import points out and that are no faults
 * @param moreNotes the number of further notes
 */
public record Report(
    Optional<String> version,
    int imported,
    boolean unchanged,
    Optional<Instant> publishedAt,
    Optional<List<EarlierKeys>> known,
    int verifying,
    List<ImportFault> unread,
    List<ImportFault> faults,
    int moreFaults,
    List<ImportFault> notes,
    int moreNotes) {
  /** Copies the lists into an immutable collection. */
  public Report {
    known = known.map(List::copyOf);
    unread = List.copyOf(unread);
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /** Returns a report of things that were imported. */
  public static Report taken(int imported) {
    return of(Optional.empty(), imported, false, Optional.empty());
  }

  /** Returns a report of keys that were imported, and of others that had been imported before. */
  public static Report taken(int imported, List<EarlierKeys> known) {
    return new Report(
        Optional.empty(),
        imported,
        false,
        Optional.empty(),
        Optional.of(known),
        0,
        List.of(),
        List.of(),
        0,
        List.of(),
        0);
  }

  /** Returns a report that nothing was imported. */
  public static Report refused(Faults faults) {
    return refused(faults.told(), faults.more());
  }

  /** Returns a report that nothing was imported, for one reason. */
  public static Report refused(ImportFault fault) {
    return refused(List.of(fault), 0);
  }

  /** Returns a report of an import that broke off after some things were imported. */
  public static Report brokenOff(int imported, Faults faults) {
    return faulty(imported, faults.told(), faults.more());
  }

  private static Report refused(List<ImportFault> faults, int more) {
    return faulty(0, faults, more);
  }

  private static Report faulty(int imported, List<ImportFault> faults, int more) {
    return new Report(
        Optional.empty(),
        imported,
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        List.of(),
        faults,
        more,
        List.of(),
        0);
  }

  /** Returns a report of a version that was published now. */
  public static Report published(String version, int imported, Instant publishedAt) {
    return of(Optional.of(version), imported, false, Optional.of(publishedAt));
  }

  /** Returns a report of a version that had been published before. */
  public static Report unchanged(String version, Instant publishedAt) {
    return of(Optional.of(version), 0, true, Optional.of(publishedAt));
  }

  /** Returns a report of things without a version that had all been imported before. */
  public static Report nothingNew() {
    return of(Optional.empty(), 0, true, Optional.empty());
  }

  /** Returns a report that nothing is imported until this many files are verified. */
  public static Report verifying(int files) {
    return new Report(
        Optional.empty(),
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        files,
        List.of(),
        List.of(),
        0,
        List.of(),
        0);
  }

  private static Report of(
      Optional<String> version, int imported, boolean unchanged, Optional<Instant> publishedAt) {
    return new Report(
        version,
        imported,
        unchanged,
        publishedAt,
        Optional.empty(),
        0,
        List.of(),
        List.of(),
        0,
        List.of(),
        0);
  }

  /** Returns a copy of this report about a version. */
  public Report of(String name) {
    return new Report(
        Optional.of(name),
        imported,
        unchanged,
        publishedAt,
        known,
        verifying,
        unread,
        faults,
        moreFaults,
        notes,
        moreNotes);
  }

  /** Returns a copy of this report that also lists ignored files. */
  public Report beside(List<ImportFault> files) {
    return new Report(
        version,
        imported,
        unchanged,
        publishedAt,
        known,
        verifying,
        files,
        faults,
        moreFaults,
        notes,
        moreNotes);
  }

  /** Returns a copy of this report that also points out these things, which are no faults. */
  public Report noting(Faults things) {
    return new Report(
        version,
        imported,
        unchanged,
        publishedAt,
        known,
        verifying,
        unread,
        faults,
        moreFaults,
        things.told(),
        things.more());
  }

  /** Returns the report as a JSON object, for its file and for the answer. */
  public ObjectNode asJson() {
    var json = Json.object();
    version.ifPresent(name -> json.put("version", name));
    json.put("imported", imported).put("unchanged", unchanged);
    publishedAt.ifPresent(at -> json.put("publishedAt", at.toString()));
    known.ifPresent(keys -> json.put("known", sum(keys)).set("knownIn", places(keys)));
    if (verifying > 0) {
      json.put("verifying", verifying);
    }
    if (!unread.isEmpty()) {
      addAll(json.putArray("unread"), unread);
    }
    addAll(json.putArray("faults"), faults);
    json.put("moreFaults", moreFaults);
    if (!notes.isEmpty()) {
      addAll(json.putArray("notes"), notes);
      json.put("moreNotes", moreNotes);
    }
    return json;
  }

  private static void addAll(ArrayNode list, List<ImportFault> faults) {
    faults.forEach(fault -> list.add(fault.asJson()));
  }

  private static int sum(List<EarlierKeys> known) {
    return known.stream().mapToInt(EarlierKeys::keys).sum();
  }

  private static ArrayNode places(List<EarlierKeys> known) {
    var list = Json.object().arrayNode();
    for (var each : known) {
      var place = list.addObject();
      each.pool().ifPresent(pool -> place.put("pool", pool));
      each.batch().ifPresent(batch -> place.put("batch", batch));
      place.put("keys", each.keys());
    }
    return list;
  }
}
