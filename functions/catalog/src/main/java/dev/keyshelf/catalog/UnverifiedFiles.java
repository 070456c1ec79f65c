package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.Artifact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a catalogue whose bytes have not been compared with their SHA-256 yet. */
final class UnverifiedFiles {
  private final Map<Dropped, Stated> files = new LinkedHashMap<>();

  private record Dropped(String objectKey, String sha256) {}

  /**
   * A file as a catalogue states it.
   *
   * @param fault a fault at the place of its SHA-256, without a detail
   */
  record Stated(Artifact artifact, ImportFault fault) {
    ImportFault because(String why) {
      return new ImportFault(fault.file(), fault.line(), fault.path(), why);
    }
  }

  /** Adds a file that a source file states. If several state it, the first one counts. */
  void add(Artifact artifact, SourceFile file, String pointer) {
    files.putIfAbsent(
        new Dropped(artifact.objectKey(), artifact.sha256()),
        new Stated(artifact, file.fault(pointer + "/sha256", "")));
  }

  /** Returns the files in the order in which they were added. */
  List<Stated> all() {
    return List.copyOf(files.values());
  }
}
