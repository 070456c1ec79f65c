package dev.keyshelf.domain.document;

import dev.keyshelf.domain.activity.RecordedDocument;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.PageSize;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HexFormat;

/**
 * A rendered invoice or credit note. It never changes: there is one for each number and format.
 *
 * @param number as it is printed
 * @param sha256 of the file, in lower-case hexadecimal
 * @param bytes the size of the file
 * @param rendering the version of the program's rendering, from 1; it rises when the same invoice
 *     would become other bytes
 */
public record Document(
    PartnerId partner,
    String number,
    DocumentType type,
    YearMonth month,
    Currency currency,
    DocumentFormat format,
    SpokenLanguage language,
    PageSize pageSize,
    String sha256,
    long bytes,
    int rendering,
    Instant renderedAt) {
  /** Returns the digest of a file: its SHA-256, in lower-case hexadecimal. */
  public static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Returns what the activity log says of it. */
  public RecordedDocument recorded() {
    return new RecordedDocument(number, month, currency, format.name(), sha256, bytes, rendering);
  }

  /** Returns the name that people save the file under: the number with a hyphen for each slash. */
  public String fileName() {
    return fileName(number, format);
  }

  /** Returns the file name of a document. Numbers have letters, digits and {@code . _ / -}. */
  public static String fileName(String number, DocumentFormat format) {
    return number.replace('/', '-') + "." + format.extension();
  }
}
