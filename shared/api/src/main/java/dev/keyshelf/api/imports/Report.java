package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param faults the first of them
 * @param moreFaults how many there are beyond these
 */
public record Report(
    Optional<String> version,
    int imported,
    boolean unchanged,
    Optional<Instant> publishedAt,
    List<ImportFault> faults,
    int moreFaults) {
  /** Copies the list in. */
  public Report {
    faults = List.copyOf(faults);
  }

  /** Tells of things that were taken. */
  public static Report taken(int imported) {
    return new Report(Optional.empty(), imported, false, Optional.empty(), List.of(), 0);
  }

  /** Tells that nothing was taken. */
  public static Report refused(Faults faults) {
    return new Report(Optional.empty(), 0, false, Optional.empty(), faults.told(), faults.more());
  }

  /** Tells that nothing was taken, for one reason. */
  public static Report refused(ImportFault fault) {
    return new Report(Optional.empty(), 0, false, Optional.empty(), List.of(fault), 0);
  }

  /** Tells of a version that is published now. */
  public static Report published(String version, int imported, Instant publishedAt) {
    return new Report(
        Optional.of(version), imported, false, Optional.of(publishedAt), List.of(), 0);
  }

  /** Tells of a version that was published before. */
  public static Report unchanged(String version, Instant publishedAt) {
    return new Report(Optional.of(version), 0, true, Optional.of(publishedAt), List.of(), 0);
  }

  /** Gives this as one about a version. */
  public Report of(String name) {
    return new Report(Optional.of(name), imported, unchanged, publishedAt, faults, moreFaults);
  }

  /** Gives the report as it is written and answered. */
  ObjectNode asJson() {
    var json = Json.object();
    version.ifPresent(name -> json.put("version", name));
    json.put("imported", imported).put("unchanged", unchanged);
    publishedAt.ifPresent(at -> json.put("publishedAt", at.toString()));
    var list = json.putArray("faults");
    faults.forEach(fault -> list.add(fault.asJson()));
    return json.put("moreFaults", moreFaults);
  }
}
