package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Document;
import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.http.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a version of the catalogue.
 *
 * @param version the release, and a part of the manifest's hash, so that a changed release never
 *     overwrites itself
 */
record Manifest(String version, List<Entry> files) {
  static final String NAME = "manifest.yaml";
  static final String REPORT = "report.json";

  private static final FileSchema SCHEMA = FileSchema.named("manifest");
  private static final int HASH_SHOWN = 12;

  /** A file below the manifest's directory, and its SHA-256. */
  record Entry(String path, String sha256) {}

  /** Reads the manifest. Returns empty if it has faults. */
  static Optional<Manifest> read(byte[] bytes, Faults faults) {
    return SourceFile.parse(NAME, bytes, faults)
        .filter(file -> SCHEMA.admits(file, faults))
        .flatMap(file -> Document.of(file, faults).guarded(each -> of(each, Hash.sha256(bytes))));
  }

  private static Optional<Manifest> of(Document document, String hash) {
    Map<String, Integer> lines = new HashMap<>();
    var files =
        document.list(
            "files",
            file -> {
              var path = file.text("path");
              if (Set.of(NAME, REPORT).contains(path)) {
                file.fault("path", "is not a file of the catalogue");
              }
              var first = lines.putIfAbsent(path, file.line());
              if (first != null) {
                file.fault("path", "is listed twice, first in line " + first);
              }
              return Optional.of(new Entry(path, file.text("sha256")));
            });
    var version = document.text("release") + "." + hash.substring(0, HASH_SHOWN);
    return Optional.of(new Manifest(version, files));
  }
}
