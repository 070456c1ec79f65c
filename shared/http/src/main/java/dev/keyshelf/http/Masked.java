package dev.keyshelf.http;

import java.util.regex.Pattern;

/**
 * Masks secrets in a client's text that can be recognized by their form, before the text is logged
 * or repeated in a refusal. The last five characters of a product key stay. Of a bearer token only
 * its header stays. Nothing stays of a link's token or the signature of a presigned URL. Everything
 * else is unchanged, because references and names look like parts of keys. Use cases mask the keys
 * that only the store can recognize.
 */
public final class Masked {
  private static final String MASK = "*****";

  /** Matches a key: exactly five groups of five letters or digits, in upper or lower case. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?<![A-Za-z0-9]{5}-)(?:[A-Za-z0-9]{5}-){4}([A-Za-z0-9]{5})"
              + "(?![A-Za-z0-9])(?!-[A-Za-z0-9]{5}(?![A-Za-z0-9]))");

  /** Matches a link's token in its path, also if characters were appended to it. */
  private static final Pattern LINK = Pattern.compile("/d/[A-Za-z0-9_-]{43,}");

  /** Matches a link's token without its path. 32 random bytes have letters in both cases. */
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

  /** Returns the text with all recognized secrets masked. */
  public static String text(String text) {
    var withoutBearer = BEARER.matcher(text).replaceAll("$1" + MASK + "." + MASK);
    var withoutSigned = SIGNED.matcher(withoutBearer).replaceAll("$1" + MASK);
    var withoutLinks = LINK.matcher(withoutSigned).replaceAll("/d/" + MASK);
    var withoutTokens = TOKEN.matcher(withoutLinks).replaceAll(MASK);
    return KEY.matcher(withoutTokens).replaceAll(MASK + "$1");
  }
}
