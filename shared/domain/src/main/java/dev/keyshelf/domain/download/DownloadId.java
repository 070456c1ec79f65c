package dev.keyshelf.domain.download;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of one download. The download page makes it, or the client chooses it. A second start with
 * the same id is the same download. An id has 16 to 40 characters. That is fewer than a token has,
 * so that no token can be stored as an id.
 */
public record DownloadId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,40}");
  private static final int BYTES = 16;

  /**
   * Checks the form of the id.
   *
   * @throws IllegalArgumentException if malformed
   */
  public DownloadId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a download id must have 16 to 40 letters, digits, hyphens or underscores");
    }
  }

  /** Returns a new random id. */
  public static DownloadId next() {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new DownloadId(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Parses untrusted text; empty if it is not an id. */
  public static Optional<DownloadId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new DownloadId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
