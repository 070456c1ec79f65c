package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A file of a product.
 *
 * @param fileName the name that a person sees and saves the file under. Imports accept only names
 *     that follow the rule of {@code FileName}. Links that are older than this rule may hold others
 * @param objectKey where the file is stored. It is never sent to a client. An operator uploads the
 *     file under {@code artifacts/}. A published catalogue holds the key of the verified copy
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 */
public record Artifact(
    ProductId product,
    String version,
    String language,
    String fileType,
    String fileName,
    String objectKey,
    long size,
    String sha256,
    Instant releasedAt) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DROPPED = Pattern.compile("artifacts/[A-Za-z0-9._/-]{1,500}");
  private static final String VERIFIED = "verified/";

  /** In bytes of UTF-8, as file systems count. */
  private static final int LONGEST_NAME = 255;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the checksum, size, file name or object key is malformed
   */
  public Artifact {
    if (!SHA_256.matcher(sha256).matches() || size < 0) {
      throw new IllegalArgumentException(
          fileName + ": needs a SHA-256 in lower-case hexadecimal and a size of 0 or more");
    }
    if (!isName(fileName)) {
      throw new IllegalArgumentException(
          "a file name must have 1 to %s bytes, no path and no control or direction characters"
              .formatted(LONGEST_NAME));
    }
    if (!isPlace(objectKey, sha256)) {
      throw new IllegalArgumentException(fileName + ": its object must be under artifacts/");
    }
  }

  private static boolean isPlace(String key, String sha256) {
    return key.equals(verifiedKey(sha256))
        || (DROPPED.matcher(key).matches() && !key.contains(".."));
  }

  /**
   * Returns the key under which the verified bytes with a SHA-256 are stored. They are written once
   * and never change.
   *
   * @param sha256 in lower-case hexadecimal
   */
  public static String verifiedKey(String sha256) {
    return VERIFIED + sha256;
  }

  /** Returns the key under which this file's verified bytes are stored. */
  public String verifiedKey() {
    return verifiedKey(sha256);
  }

  /**
   * Returns whether this file was verified when its catalogue was published. Early releases
   * published files unverified. For these, {@link ArtifactFiles#verifiedSize} knows whether they
   * were verified later.
   */
  public boolean isVerified() {
    return objectKey.equals(verifiedKey());
  }

  /** Returns this file as it is published, with the key of its verified bytes. */
  public Artifact verified() {
    return new Artifact(
        product, version, language, fileType, fileName, verifiedKey(), size, sha256, releasedAt);
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.strip().equals(text)
        && !text.equals(".")
        && !text.equals("..")
        && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        && text.codePoints().noneMatch(Artifact::isForbidden);
  }

  /** Such characters could end a header, name another folder, or disguise the name. */
  private static boolean isForbidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> point == '/' || point == '\\';
    };
  }
}
