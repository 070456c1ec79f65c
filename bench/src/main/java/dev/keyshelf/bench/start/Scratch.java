package dev.keyshelf.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is deleted when it is closed. */
record Scratch(Path folder) implements AutoCloseable {
  Scratch() throws IOException {
    this(Files.createTempDirectory("keyshelf-starts"));
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
