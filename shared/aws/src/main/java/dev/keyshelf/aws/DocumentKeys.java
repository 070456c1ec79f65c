package dev.keyshelf.aws;

import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.identity.PartnerId;

/** The {@link Keys} of rendered documents, of what they lack, and of how far all are rendered. */
final class DocumentKeys {
  static final String MADE = "MADE#";
  static final String LACKS = "LACKS#";

  private DocumentKeys() {}

  static String documentsOf(PartnerId partner) {
    return "DOCUMENTS#" + partner;
  }

  static Key made(PartnerId partner, String number, DocumentFormat format) {
    return new Key(documentsOf(partner), made(number) + format);
  }

  static Key lacks(PartnerId partner, String number, DocumentFormat format) {
    return new Key(documentsOf(partner), lacks(number) + format);
  }

  /** The prefix of the documents with a number. No number has a {@code #}. */
  static String made(String number) {
    return MADE + number + "#";
  }

  /** The prefix of what the documents with a number lack. */
  static String lacks(String number) {
    return LACKS + number + "#";
  }

  /** How far the documents of a shard of partners are rendered. */
  static Key progress(int shard) {
    return new Key("RENDERED#" + shard, Keys.ALONE);
  }

  /** The place of a file in the bucket. */
  static String file(PartnerId partner, DocumentFormat format, String sha256) {
    return "documents/%s/%s.%s".formatted(partner, sha256, format.extension());
  }
}
