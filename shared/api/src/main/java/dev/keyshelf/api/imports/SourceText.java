package dev.keyshelf.api.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of an operator's file: UTF-8, with or without a byte-order mark. Every importer reads
 * its files through here, so that a mark means the same in YAML, JSON and CSV.
 */
public final class SourceText {
  private static final char MARK = '\uFEFF';

  private SourceText() {}

  /** Returns the text without its byte-order mark; empty, and a fault, if it is not UTF-8. */
  public static Optional<String> read(String name, byte[] bytes, Faults faults) {
    var other = otherEncoding(bytes);
    if (other.isPresent()) {
      faults.add(ImportFault.of(name, "is text in %s; save it as UTF-8".formatted(other.get())));
      return Optional.empty();
    }
    var in = ByteBuffer.wrap(bytes);
    // UTF-8 never has more characters than bytes.
    var out = CharBuffer.allocate(bytes.length);
    var decoded = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    out.flip();
    if (decoded.isError()) {
      // The character in place of the faulty one keeps a line break before it from being the last.
      var line = Math.toIntExact((out + "?").lines().count());
      faults.add(new ImportFault(name, line, "", "is not text in UTF-8; save it as UTF-8"));
      return Optional.empty();
    }
    var begin = 0;
    while (begin < out.length() && out.charAt(begin) == MARK) {
      begin++;
    }
    return Optional.of(out.subSequence(begin, out.length()).toString());
  }

  /** Recognizes UTF-16 and UTF-32 by their marks, and without one by the zeros of Latin text. */
  private static Optional<String> otherEncoding(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of("UTF-32");
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of("UTF-16");
    }
    var isPair = bytes.length >= 2 && (bytes[0] == 0) != (bytes[1] == 0);
    var isWide = bytes.length >= 4 && isPair && bytes[2] == 0 && bytes[3] == 0;
    return isPair ? Optional.of(isWide ? "UTF-32" : "UTF-16") : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if ((bytes[i] & 0xFF) != first[i]) {
        return false;
      }
    }
    return true;
  }
}
