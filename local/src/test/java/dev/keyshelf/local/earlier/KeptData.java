package dev.keyshelf.local.earlier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyshelf.local.backup.Backup;
import dev.keyshelf.local.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A release's data in the repository: a zipped backup, and the answers expected from it. */
final class KeptData {
  private static final String DATA = "data.zip";
  private static final String EXPECTED = "expected.json";

  /** The time of all entries, as in all archives of the build. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private KeptData() {}

  /** Returns the subfolders that have a release's data, sorted by name. */
  static List<Path> in(Path releases) throws IOException {
    try (var folders = Files.list(releases)) {
      return folders.filter(folder -> Files.exists(folder.resolve(DATA))).sorted().toList();
    }
  }

  /**
   * Writes a backup of a data folder, and the answers expected from it, into a release's folder.
   */
  static void write(Path release, Path data, Expected expected, Path work) throws IOException {
    var copy = work.resolve("backup");
    Backup.make(data, copy);
    Files.createDirectories(release);
    try (var files = Files.walk(copy);
        var zip = new ZipOutputStream(Files.newOutputStream(release.resolve(DATA)))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new ZipEntry(copy.relativize(file).toString());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    Files.writeString(release.resolve(EXPECTED), JSON.writeValueAsString(expected) + "\n");
  }

  static Expected expected(Path release) throws IOException {
    return JSON.readValue(release.resolve(EXPECTED).toFile(), Expected.class);
  }

  /** Restores a release's data into a folder that does not exist yet. */
  static void restore(Path release, Path data, Path work) throws IOException {
    var copy = Files.createDirectories(work.resolve("unzipped"));
    try (var zip = new ZipFile(release.resolve(DATA).toFile())) {
      for (var entry : zip.stream().toList()) {
        var file = copy.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(zip.getInputStream(entry), file);
      }
    }
    Restore.from(copy, data);
  }
}
