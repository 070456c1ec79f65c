package dev.keyshelf.local.imports;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the files of a path, their keys in the bucket, and the order in which to upload them. */
final class ImportFiles {
  private static final Comparator<Source> ORDER =
      Comparator.comparingInt(Source::rank).thenComparing(Source::key);

  private ImportFiles() {}

  /** A file and its key in the bucket. */
  record Source(Path file, String key) {

    /**
     * Returns the position of the file in the order of uploads, so that each file comes after the
     * files that it refers to. A catalogue refers to artifacts and is read when its manifest
     * arrives. The house refers to the catalogue's markets, partners to its programs and to the
     * house, and keys to its pools.
     */
    int rank() {
      if (key.startsWith("artifacts/")) {
        return 0;
      }
      if (key.startsWith("imports/catalogue/")) {
        return key.endsWith("/manifest.yaml") ? 2 : 1;
      }
      if (key.startsWith("imports/house/")) {
        return 3;
      }
      if (key.startsWith("imports/partners/")) {
        return 4;
      }
      return key.startsWith("imports/keys/") ? 5 : 6;
    }
  }

  /** Returns a file of payments. It gets its own name in the bucket. */
  static Source ofPayments(Path path) {
    var file = path.toAbsolutePath().normalize();
    var name = file.getFileName();
    if (name == null || !Files.isRegularFile(file)) {
      throw new UserFault("no such file: " + path);
    }
    if (!name.toString().endsWith(".csv")) {
      throw new UserFault("the name of a file of payments must end in .csv, was " + path);
    }
    return new Source(file, "imports/payments/" + name);
  }

  static List<Source> of(Path path) throws IOException {
    var start = path.toAbsolutePath().normalize();
    if (!Files.exists(start)) {
      throw new UserFault("no such file or folder: " + path);
    }
    List<Path> tops = new ArrayList<>();
    var root = start;
    for (var top : List.of("artifacts", "imports")) {
      if (Files.isDirectory(start.resolve(top))) {
        tops.add(start.resolve(top));
      }
    }
    if (tops.isEmpty()) {
      root = rootAbove(start, path);
      tops.add(start);
    }
    List<Source> sources = new ArrayList<>();
    for (var top : tops) {
      try (var files = Files.walk(top)) {
        for (var file : files.filter(ImportFiles::isMeant).toList()) {
          sources.add(new Source(file, keyOf(root, file)));
        }
      }
    }
    if (sources.isEmpty()) {
      throw new UserFault("there are no files in " + path);
    }
    sources.sort(ORDER);
    return sources;
  }

  /**
   * Returns the folder that corresponds to the bucket: the one above the last {@code imports} or
   * {@code artifacts} of the path.
   */
  private static Path rootAbove(Path start, Path asGiven) {
    for (Path up = start; up.getParent() != null; up = up.getParent()) {
      if (List.of("artifacts", "imports").contains(up.getFileName().toString())) {
        return up.getParent();
      }
    }
    throw new UserFault(
        "%s must contain, or be inside, a folder named imports or artifacts".formatted(asGiven));
  }

  private static boolean isMeant(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
  }

  private static String keyOf(Path root, Path file) {
    List<String> elements = new ArrayList<>();
    root.relativize(file).forEach(element -> elements.add(element.toString()));
    return String.join("/", elements);
  }
}
