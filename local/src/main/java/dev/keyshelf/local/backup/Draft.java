package dev.keyshelf.local.backup;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/**
 * A new folder that gets its name only when it is complete. Until then it has a temporary name
 * beside its target. Only its owner can read it.
 */
public final class Draft implements AutoCloseable {
  private final Path target;
  private final Path folder;

  private Draft(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * Creates the folder under its temporary name.
   *
   * @throws UserFault if it cannot be created
   */
  public static Draft of(Path target) {
    var place = target.toAbsolutePath().normalize();
    try {
      var parent = Files.createDirectories(place.resolveSibling(""));
      return new Draft(
          place,
          Files.createTempDirectory(
              parent,
              "." + place.getFileName() + "-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException | UnsupportedOperationException failure) {
      throw new UserFault(
          "%s cannot be created: %s".formatted(target, failure.getMessage()), failure);
    }
  }

  /** Returns the path of the folder under its temporary name. */
  public Path folder() {
    return folder;
  }

  /**
   * Renames the folder to its target.
   *
   * @throws UserFault if something else got the name meanwhile
   */
  void publish() throws IOException {
    try {
      // The move replaces an empty folder, and fails for anything else.
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException taken) {
      throw new UserFault("%s cannot be created: %s".formatted(target, taken.getReason()), taken);
    }
  }

  /** Deletes the folder if it was not published. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (var paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : all) {
      Files.deleteIfExists(each);
    }
  }
}
