package dev.keyshelf.keys;

import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A vendor's file of keys: a header, and a key on each line. */
final class KeyFile {
  private static final String HEADER = "key";

  private KeyFile() {}

  /** Gives the lines with keys, whatever ends them; empty when the first line is no header. */
  static Optional<List<BatchLine>> read(byte[] bytes) {
    var lines = new String(bytes, StandardCharsets.UTF_8).lines().map(String::strip).toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      return Optional.empty();
    }
    var batch = new ArrayList<BatchLine>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        batch.add(new BatchLine(i + 1, lines.get(i)));
      }
    }
    return Optional.of(batch);
  }
}
