package dev.keyshelf.bench.load;

import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Files that an operator imports. They are in a folder that is deleted on close. */
public final class Drop implements AutoCloseable {
  private final Path folder;

  public Drop() {
    try {
      this.folder = Files.createTempDirectory("keyshelf-bench");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Adds a file under its key in the bucket. */
  public Drop add(String key, String text) {
    var file = folder.resolve(key);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** Returns the folder of the files. */
  public Path folder() {
    return folder;
  }

  /** Imports the files, as {@code ./keyshelf import} does. */
  public void into(OneMachine machine) {
    into(machine, folder);
  }

  /**
   * Imports a folder that is laid out like the bucket, or a folder inside it.
   *
   * @throws IllegalStateException if the import has a fault
   */
  public static void into(OneMachine machine, Path folder) {
    var faults = machine.importer().importPath(folder).faults();
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst());
    }
  }

  @Override
  public void close() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
