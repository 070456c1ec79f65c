package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A file of a product.
 *
 * @param fileName what a person who downloads it sees
 * @param objectKey where it is stored; never told to a client
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
  private static final Pattern PLACE = Pattern.compile("artifacts/[A-Za-z0-9._/-]{1,500}");

  /** Refuses a checksum that is none, and an object outside the artifacts. */
  public Artifact {
    if (!SHA_256.matcher(sha256).matches() || size < 0) {
      throw new IllegalArgumentException(fileName + ": needs a SHA-256 in lower case and a size");
    }
    if (!PLACE.matcher(objectKey).matches() || objectKey.contains("..")) {
      throw new IllegalArgumentException(fileName + ": its object must be under artifacts/");
    }
  }
}
