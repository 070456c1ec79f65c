package dev.keyshelf.domain.download;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret in a download link: 256 random bits. Who holds it may download; nobody stores it. */
public record LinkToken(String text) {
  private static final int BYTES = 32;
  private static final int LENGTH = 43;

  /**
   * 256 bits leave the 43rd character two unused bits, which are zero in the one canonical form.
   */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  /** Refuses what is not of the form. */
  public LinkToken {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not of the form of a token");
    }
  }

  /** Gives a fresh token. */
  public static LinkToken next() {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Gives the token that untrusted text is; empty when it cannot be one. */
  public static Optional<LinkToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
  }

  /**
   * Gives the token that untrusted text begins with, when what follows it is no letter or digit: as
   * mail programs leave a link with the full stop, the bracket or the slash behind it.
   */
  public static Optional<LinkToken> leading(String text) {
    if (text.length() > LENGTH && Character.isLetterOrDigit(text.codePointAt(LENGTH))) {
      return Optional.empty();
    }
    return parse(text.substring(0, Math.min(LENGTH, text.length())));
  }

  /** Gives what the store knows the link by: SHA-256 in hexadecimal. */
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
