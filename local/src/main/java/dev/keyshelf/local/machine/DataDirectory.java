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
 * Where one machine keeps what must survive a restart: the stores, the issuer's key, the vault's
 * key. In memory it is a temporary folder, gone when closed.
 */
public final class DataDirectory implements AutoCloseable {
  /** Files that say nothing about whether the stores were ever used. */
  private static final Set<String> KEPT_BESIDE_THE_STORES =
      Set.of("issuer.json", "vault.key", "server.json");

  private final Path path;
  private final boolean temporary;

  private DataDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /** Opens a folder, made when it is absent, or a temporary one for null. */
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
      throw new UserFault("the data folder %s cannot be made".formatted(path), e);
    }
    if (!Files.isWritable(path)) {
      throw new UserFault("the data folder %s cannot be written to".formatted(path));
    }
    return new DataDirectory(path, false);
  }

  /** The folder itself; null when everything is in memory. */
  public @Nullable Path stores() {
    return temporary ? null : path;
  }

  /** The development issuer's private key. */
  public Path issuerFile() {
    return path.resolve("issuer.json");
  }

  /** The key that seals product keys. */
  public Path vaultFile() {
    return path.resolve("vault.key");
  }

  Path serverFile() {
    return path.resolve("server.json");
  }

  /**
   * Marks a folder without stores as one that is to get the samples; to be asked before the stores
   * start. The mark outlives a crash in the middle of the import.
   */
  void expectSamplesIfNew() {
    try {
      if (isNew()) {
        expectSamples();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Marks the folder as one whose stores are to get the samples. */
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

  private boolean isNew() throws IOException {
    try (var entries = Files.list(path)) {
      return entries.allMatch(
          entry -> KEPT_BESIDE_THE_STORES.contains(entry.getFileName().toString()));
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
