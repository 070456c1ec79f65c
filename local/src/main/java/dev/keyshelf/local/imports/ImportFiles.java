package dev.keyshelf.local.imports;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which files a path stands for, their keys in the bucket, and in which order they must go. */
final class ImportFiles {
  private static final Comparator<Source> ORDER =
      Comparator.comparingInt(Source::rank).thenComparing(Source::key);

  private ImportFiles() {}

  /** A file and the key it gets. */
  record Source(Path file, String key) {

    /**
     * A catalogue names artifacts and is read when its manifest arrives; partners name its
     * programs, and keys its pools. So each comes after what it refers to.
     */
    int rank() {
      if (key.startsWith("artifacts/")) {
        return 0;
      }
      if (key.startsWith("imports/catalogue/")) {
        return key.endsWith("/manifest.yaml") ? 2 : 1;
      }
      if (key.startsWith("imports/partners/")) {
        return 3;
      }
      return key.startsWith("imports/keys/") ? 4 : 5;
    }
  }

  static List<Source> of(Path path) throws IOException {
    var start = path.toAbsolutePath().normalize();
    if (!Files.exists(start)) {
      throw new UserFault("there is no " + path);
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

  /** The folder that stands for the bucket: the one above the last {@code imports} element. */
  private static Path rootAbove(Path start, Path asGiven) {
    for (Path up = start; up.getParent() != null; up = up.getParent()) {
      if (List.of("artifacts", "imports").contains(up.getFileName().toString())) {
        return up.getParent();
      }
    }
    throw new UserFault(
        "%s is neither a folder with imports/ or artifacts/ in it nor inside one"
            .formatted(asGiven));
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
