package dev.keyshelf.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second cloud from using a data directory. If the process dies, the operating system
 * releases the lock.
 */
final class DirectoryLock implements AutoCloseable {
  private final @Nullable FileChannel channel;

  private DirectoryLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a directory, and creates it if it does not exist.
   *
   * @param directory null if there is nothing to lock
   * @throws EmbeddedCloudException if another cloud uses the directory, or it cannot be created or
   *     locked
   */
  static DirectoryLock of(@Nullable Path directory) {
    if (directory == null) {
      return new DirectoryLock(null);
    }
    try {
      return locked(directory);
    } catch (IOException failure) {
      throw new EmbeddedCloudException(
          "%s cannot be used as the embedded stores' data directory: %s"
              .formatted(directory, failure),
          failure);
    }
  }

  private static DirectoryLock locked(Path directory) throws IOException {
    Files.createDirectories(directory);
    var channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new DirectoryLock(channel);
      }
      channel.close();
    } catch (OverlappingFileLockException _) {
      // This JVM holds the lock. The channel stays open: closing it would release that lock.
    }
    throw new EmbeddedCloudException("%s is in use by another cloud".formatted(directory));
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw new EmbeddedCloudException("cannot release the data directory", failure);
    }
  }
}
