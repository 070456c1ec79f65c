package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A file of a product.
 *
 * @param fileName what a person who downloads it sees, and what their disk gets. What an import
 *     takes, {@code FileName} says; links that were made before that rule may hold more
 * @param objectKey where it is stored; never told to a client. An operator drops it under {@code
 *     artifacts/}; the catalogue that is published names where its verified bytes are
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

  /** Refuses a checksum or file name that is none, and an object outside the artifacts. */
  public Artifact {
    if (!SHA_256.matcher(sha256).matches() || size < 0) {
      throw new IllegalArgumentException(fileName + ": needs a SHA-256 in lower case and a size");
    }
    if (!isName(fileName)) {
      throw new IllegalArgumentException(
          "a file name has 1 to %s bytes, no path, no control or direction characters"
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
   * Returns where bytes with a SHA-256 are, once a file was found to be them. They are written
   * there once and never changed.
   *
   * @param sha256 in lower-case hexadecimal
   */
  public static String verifiedKey(String sha256) {
    return VERIFIED + sha256;
  }

  /** Returns where this file's verified bytes are. */
  public String verifiedKey() {
    return verifiedKey(sha256);
  }

  /**
   * Returns whether this file was verified when its catalogue was published. Of a file that an
   * earlier release published, {@link ArtifactFiles} tells.
   */
  public boolean isVerified() {
    return objectKey.equals(verifiedKey());
  }

  /** Returns this file as it is published: where its verified bytes are. */
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

  /** What would end a header, name another folder, or make a name read as another. */
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
