package dev.keyshelf.domain.export;

import dev.keyshelf.domain.identity.PartnerId;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Files for a partner that are too large for a response. Each is deleted after a day or two. */
public interface Exports {
  /**
   * Begins a file. It exists only after {@link Writing#finish}.
   *
   * @param fileName the name to save the file under: letters, digits, dots and hyphens
   * @param mediaType with the character set of a text
   */
  Writing begin(PartnerId partner, String fileName, String mediaType);

  /** A file that is being written. Closing it before it is finished discards it. */
  interface Writing extends AutoCloseable {
    /** Appends bytes. The memory that this needs beside them is bounded. */
    void append(byte[] bytes);

    /** Appends text, in UTF-8. */
    default void append(String text) {
      append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Finishes the file. Returns a URL from which anybody can fetch the file for two minutes. */
    URI finish();

    @Override
    void close();
  }
}
