package dev.keyshelf.embedded;

import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.storage.StorageException;
import dev.keyshelf.embedded.tables.ItemCounts;
import dev.keyshelf.embedded.tables.Tables;
import java.nio.file.Path;
import java.time.InstantSource;

/** Copies the file with a data directory's tables, even while in use, and checks such a file. */
public final class TableFiles {
  /** The file's name in the data directory. */
  public static final String NAME = TableStore.FILE;

  private TableFiles() {}

  /** The number of tables in a file, and the number of items in all of them. */
  public record Contents(int tables, long items) {}

  /**
   * Copies the tables as they are at one moment.
   *
   * @param directory the data directory, which a cloud may be using
   * @param target a file that does not exist
   * @throws EmbeddedCloudException if the directory has no tables, or the copy cannot be made
   */
  public static void copy(Path directory, Path target) {
    try {
      Storage.copy(directory.resolve(NAME), target);
    } catch (StorageException failure) {
      throw new EmbeddedCloudException(failure.getMessage(), failure);
    }
  }

  /**
   * Reads every page of a file that no store uses, and counts its tables and items.
   *
   * @throws EmbeddedCloudException if the file is damaged, belongs to another program, or has
   *     another format
   */
  public static Contents read(Path file) {
    try {
      Storage.check(file);
      try (var storage = Storage.open(file)) {
        var clock = InstantSource.system();
        var tables = new Tables(storage, clock);
        var counts = new ItemCounts(storage, clock);
        long items = tables.all().stream().mapToLong(table -> counts.all(table).items()).sum();
        return new Contents(tables.all().size(), items);
      }
    } catch (StorageException failure) {
      throw new EmbeddedCloudException(failure.getMessage(), failure);
    }
  }
}
