package dev.keyshelf.local.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes folders laid out like the bucket, to be imported. They are deleted when this JVM ends. */
public final class DropFolder {
  private static final Queue<Path> FOLDERS = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> FOLDERS.forEach(DropFolder::delete)));
  }

  private DropFolder() {}

  /** Returns a new folder with one file, at the path of its key in the bucket. */
  public static Path with(String key, String text) {
    var folder = empty();
    write(folder.resolve(key), text);
    return folder;
  }

  /** Returns a new folder with a release of the catalogue: these files and their manifest. */
  public static Path release(String name, Map<String, String> files) {
    var folder = empty();
    addRelease(folder, name, files);
    return folder;
  }

  /** Adds a release of the catalogue to a folder. Returns the folder of the release itself. */
  public static Path addRelease(Path folder, String name, Map<String, String> files) {
    var directory = folder.resolve("imports/catalogue/" + name);
    var manifest = new StringBuilder("release: \"%s\"\nfiles:\n".formatted(name));
    new TreeMap<>(files)
        .forEach(
            (file, text) -> {
              write(directory.resolve(file), text);
              manifest.append(
                  "  - {path: %s, sha256: \"%s\"}\n"
                      .formatted(file, sha256(text.getBytes(StandardCharsets.UTF_8))));
            });
    write(directory.resolve("manifest.yaml"), manifest.toString());
    return directory;
  }

  /** Returns the SHA-256 of bytes in hex, as manifests and artifacts have it. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static Path empty() {
    try {
      var folder = Files.createTempDirectory("keyshelf-drop");
      FOLDERS.add(folder);
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      System.err.println("a test's folder could not be deleted: " + failed);
    }
  }
}
