package dev.keyshelf.local.machine;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder for everything that must survive a restart: the stores, the issuer's key and the
 * vault's key. In memory mode it is a temporary folder, which is deleted on close.
 */
public final class DataDirectory implements AutoCloseable {
  /** Files that can exist before the stores are first used. */
  private static final Set<String> KEPT_BESIDE_THE_STORES =
      Set.of("issuer.json", "vault.key", "server.json");

  private final Path path;
  private final boolean temporary;

  private DataDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens a folder, which is created if absent.
   *
   * @param path null for a temporary folder
   * @throws UserFault if the folder cannot be created or written to
   */
  public static DataDirectory open(@Nullable Path path) {
    if (path == null) {
      try {
        return new DataDirectory(Files.createTempDirectory("keyshelf-"), true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new UserFault(path + " is not a folder; choose another with --data", e);
    } catch (IOException e) {
      throw new UserFault("the data folder %s cannot be created".formatted(path), e);
    }
    if (!Files.isWritable(path)) {
      throw new UserFault("the data folder %s cannot be written to".formatted(path));
    }
    return new DataDirectory(path, false);
  }

  /** Returns the folder of the stores; null if they are in memory. */
  public @Nullable Path stores() {
    return temporary ? null : path;
  }

  /** Returns the path of the development issuer's private key. */
  public Path issuerFile() {
    return path.resolve("issuer.json");
  }

  /** Returns the path of the vault's keys, which encrypt product keys. */
  public Path vaultFile() {
    return path.resolve("vault.key");
  }

  /** Returns the folder of the positions in the streams, which need not exist. */
  Path positions() {
    return path.resolve("streams");
  }

  Path serverFile() {
    return path.resolve("server.json");
  }

  /**
   * Marks a folder without stores to get the samples. Call it before the stores start. The mark
   * survives a crash during the import.
   */
  void expectSamplesIfNew() {
    if (isNew(path)) {
      expectSamples();
    }
  }

  /** Marks the folder to get the samples. */
  void expectSamples() {
    try {
      if (!awaitsSamples()) {
        Files.createFile(pendingFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean awaitsSamples() {
    return Files.exists(pendingFile());
  }

  void hasSamples() {
    try {
      Files.deleteIfExists(pendingFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pendingFile() {
    return path.resolve("samples.pending");
  }

  /** Returns whether a folder has no stores yet: it does not exist, or only keys are in it. */
  public static boolean isNew(Path path) {
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (var entries = Files.list(path)) {
      return entries.allMatch(
          entry -> KEPT_BESIDE_THE_STORES.contains(entry.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (temporary) {
        List<Path> all;
        try (var paths = Files.walk(path)) {
          all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (var each : all) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
