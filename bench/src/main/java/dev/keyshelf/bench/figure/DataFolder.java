package dev.keyshelf.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A new data folder, which is deleted at the end. */
record DataFolder(Path path) implements AutoCloseable {
  DataFolder() throws IOException {
    this(Files.createTempDirectory("keyshelf-bench"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (var paths = Files.walk(path)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : all) {
      Files.deleteIfExists(each);
    }
  }
}
