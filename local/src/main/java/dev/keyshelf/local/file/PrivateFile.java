package dev.keyshelf.local.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that only their owner can read, and writes each as a whole or not at all. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Replaces the file atomically: a reader sees either the old text or the new one. */
  public static void write(Path file, String text) throws IOException {
    // The JDK makes a temporary file readable by its owner only.
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "." + name(file), "");
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
