package dev.keyshelf.local.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that only their owner may read, and never half of one. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Replaces the file at once: a reader sees the old text or the new one. */
  public static void write(Path file, String text) throws IOException {
    // A temporary file is readable by its owner only, on every system.
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
