package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an import did; it is written beside what was imported.
 *
 * @param version what was published, or would have been; empty where there are no versions
 * @param imported how many things were taken; none when there are faults
 * @param unchanged whether all of it was there already
 * @param publishedAt since when readers see it; empty where there are no versions
 * @param known of keys: those that were there before and where they are from
 * @param verifying how many files are compared with their SHA-256 first; it goes on after that
 * @param unread files beside those that were taken that nothing reads; the first of them
 * @param faults the first of them
 * @param moreFaults how many there are beyond these
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
    int moreFaults) {
  /** Copies the lists in. */
  public Report {
    known = known.map(List::copyOf);
    unread = List.copyOf(unread);
    faults = List.copyOf(faults);
  }

  /** Tells of things that were taken. */
  public static Report taken(int imported) {
    return of(Optional.empty(), imported, false, Optional.empty());
  }

  /** Tells of keys that were taken, and of others that were there before. */
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
        0);
  }

  /** Tells that nothing was taken. */
  public static Report refused(Faults faults) {
    return refused(faults.told(), faults.more());
  }

  /** Tells that nothing was taken, for one reason. */
  public static Report refused(ImportFault fault) {
    return refused(List.of(fault), 0);
  }

  private static Report refused(List<ImportFault> faults, int more) {
    return new Report(
        Optional.empty(), 0, false, Optional.empty(), Optional.empty(), 0, List.of(), faults, more);
  }

  /** Tells of a version that is published now. */
  public static Report published(String version, int imported, Instant publishedAt) {
    return of(Optional.of(version), imported, false, Optional.of(publishedAt));
  }

  /** Tells of a version that was published before. */
  public static Report unchanged(String version, Instant publishedAt) {
    return of(Optional.of(version), 0, true, Optional.of(publishedAt));
  }

  /** Tells that nothing is taken until so many files are verified. */
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
        0);
  }

  private static Report of(
      Optional<String> version, int imported, boolean unchanged, Optional<Instant> publishedAt) {
    return new Report(
        version, imported, unchanged, publishedAt, Optional.empty(), 0, List.of(), List.of(), 0);
  }

  /** Gives this as one about a version. */
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
        moreFaults);
  }

  /** Gives this as one that also tells of files that nothing reads. */
  public Report beside(List<ImportFault> files) {
    return new Report(
        version, imported, unchanged, publishedAt, known, verifying, files, faults, moreFaults);
  }

  /** Gives the report as it is written and answered. */
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
    return json.put("moreFaults", moreFaults);
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
