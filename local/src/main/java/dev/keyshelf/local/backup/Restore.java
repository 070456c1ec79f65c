package dev.keyshelf.local.backup;

import dev.keyshelf.embedded.TableFiles;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.DataDirectory;
import dev.keyshelf.local.machine.ServerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Creates a data folder from a copy. */
public final class Restore {
  private Restore() {}

  /**
   * Restores the data folder that was copied. If it fails, no folder is left.
   *
   * @param source the copy
   * @param data a folder that is empty or does not exist
   * @throws UserFault if the folder is in use or not empty, or the copy is damaged or not a
   *     Keyshelf backup
   */
  public static Summary from(Path source, Path data) {
    try {
      requireFree(data);
      var contents = Contents.read(source);
      Backup.check(source, contents);
      try (var draft = Draft.of(data)) {
        bringBack(source, contents, draft.folder());
        draft.publish();
      }
      return contents.summary();
    } catch (IOException failure) {
      throw new UserFault("%s cannot be restored: %s".formatted(source, failure), failure);
    }
  }

  private static void requireFree(Path data) throws IOException {
    if (!Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(data)) {
      throw new UserFault(data + " is not a folder; choose another with --data");
    }
    try (var directory = DataDirectory.open(data);
        var entries = Files.list(data)) {
      if (ServerFile.ofRunning(directory).isPresent()) {
        throw new UserFault(
            "a server is running on %s; restore into another folder with --data".formatted(data));
      }
      if (entries.findAny().isPresent()) {
        throw new UserFault(
            "%s is not empty; restore into another folder with --data".formatted(data));
      }
    }
  }

  private static void bringBack(Path source, Contents contents, Path folder) throws IOException {
    for (var file : contents.files()) {
      var digest =
          FileCopy.bringBack(file, file.in(source.resolve(Contents.DATA)), file.in(folder));
      if (!digest.equals(file.sha256())) {
        throw Contents.damaged(source, file.path());
      }
    }
    var counted = TableFiles.read(folder.resolve(TableFiles.NAME));
    if (counted.tables() != contents.summary().tables()
        || counted.items() != contents.summary().items()) {
      throw Contents.damaged(source, TableFiles.NAME);
    }
  }
}
