package dev.keyshelf.domain.download;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a download link: 256 random bits. Anyone who has it may download. Keyshelf stores
 * only its hash.
 */
public record LinkToken(String text) {
  private static final int BYTES = 32;
  private static final int LENGTH = 43;

  /**
   * The form of a token. 256 bits leave two bits of the 43rd character unused. They must be zero,
   * so that each token has only one text.
   */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  /**
   * Checks the form of the token.
   *
   * @throws IllegalArgumentException if malformed
   */
  public LinkToken {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a token must have 43 characters of base64url");
    }
  }

  /** Returns a new random token. */
  public static LinkToken next() {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Parses untrusted text; empty if it is not a token. */
  public static Optional<LinkToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
  }

  /**
   * Parses the token at the start of untrusted text; empty if there is none, or a letter or digit
   * follows it. Mail programs often add the full stop, bracket or slash after a link to the link.
   */
  public static Optional<LinkToken> leading(String text) {
    if (text.length() > LENGTH && Character.isLetterOrDigit(text.codePointAt(LENGTH))) {
      return Optional.empty();
    }
    return parse(text.substring(0, Math.min(LENGTH, text.length())));
  }

  /** Returns the hash that the store finds the link by: the token's SHA-256 in hexadecimal. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "LinkToken[secret]";
  }
}
