package dev.keyshelf.domain.export;

import dev.keyshelf.domain.identity.PartnerId;
import java.net.URI;

/** Files for a partner that are too large for an answer; each is gone after a day or two. */
public interface Exports {
  /**
   * Begins a file. It is there once it is finished, whole, or never.
   *
   * @param fileName what it is to be called where it is saved: letters, digits, points and hyphens
   * @param mediaType what it is, with its character set
   */
  Writing begin(PartnerId partner, String fileName, String mediaType);

  /** A file that is being written, in UTF-8; closing it before it is finished leaves nothing. */
  interface Writing extends AutoCloseable {
    /** Adds text at its end; it is kept in bounded memory. */
    void append(String text);

    /** Ends the file, and gives a URL: who has it may fetch it, for two minutes. */
    URI finish();

    @Override
    void close();
  }
}
