package dev.keyshelf.domain.download;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of one download, fresh from the page that offers it or chosen by who downloads: a second
 * start with it is the same. It has 16 to 40 characters, fewer than a token: no token is ever kept
 * as an id.
 */
public record DownloadId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,40}");
  private static final int BYTES = 16;

  /** Refuses what is not of the form. */
  public DownloadId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a download id");
    }
  }

  /** Gives a fresh id. */
  public static DownloadId next() {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new DownloadId(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Gives the id that untrusted text is; empty when it cannot be one. */
  public static Optional<DownloadId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new DownloadId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
