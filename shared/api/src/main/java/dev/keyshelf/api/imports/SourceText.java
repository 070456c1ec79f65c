package dev.keyshelf.api.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes the text of an operator's file: UTF-8, with or without a byte-order mark. All importers
 * use it, so that YAML, JSON and CSV treat the mark the same way.
 */
public final class SourceText {
  private static final char MARK = '\uFEFF';

  private SourceText() {}

  /**
   * Returns the text without its byte-order mark. If the bytes are not UTF-8, it adds a fault and
   * returns an empty result.
   */
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
      // The "?" stands for the faulty character. Without it, a line break before would not count.
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

  /** Recognizes UTF-16 and UTF-32 by their marks, or else by the zero bytes of Latin text. */
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
