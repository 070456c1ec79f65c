package dev.keyshelf.http;

import java.util.regex.Pattern;

/**
 * A client's own words without the secrets that are known by their looks: what a log keeps or a
 * refusal repeats. Of a product key the last five characters stay; of a link's token, the signature
 * of a presigned URL and a bearer token, nothing. Everything else stays as it was typed: references
 * and names look like parts of keys. Keys that only the store can tell are masked by the use case.
 */
public final class Masked {
  private static final String MASK = "*****";

  /** A whole key of five groups of five in any case; no group more, which would be none. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?<![A-Za-z0-9]{5}-)(?:[A-Za-z0-9]{5}-){4}([A-Za-z0-9]{5})"
              + "(?![A-Za-z0-9])(?!-[A-Za-z0-9]{5}(?![A-Za-z0-9]))");

  /** A link's token in its path: also when something was added to it. */
  private static final Pattern LINK = Pattern.compile("/d/[A-Za-z0-9_-]{43,}");

  /** The same by itself: 32 random bytes have letters in both cases. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])"
              + "[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

  private static final Pattern SIGNED =
      Pattern.compile("(?i)(X-Amz-(?:Signature|Security-Token)(?:=|%3D))[A-Za-z0-9%+/=_-]+");

  private static final Pattern BEARER =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]*\\.)[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{40,}");

  private Masked() {}

  /** Gives the text with each secret masked. */
  public static String text(String text) {
    var withoutBearer = BEARER.matcher(text).replaceAll("$1" + MASK + "." + MASK);
    var withoutSigned = SIGNED.matcher(withoutBearer).replaceAll("$1" + MASK);
    var withoutLinks = LINK.matcher(withoutSigned).replaceAll("/d/" + MASK);
    var withoutTokens = TOKEN.matcher(withoutLinks).replaceAll(MASK);
    return KEY.matcher(withoutTokens).replaceAll(MASK + "$1");
  }
}
