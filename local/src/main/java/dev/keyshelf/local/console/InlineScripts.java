package dev.keyshelf.local.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the scripts that the console's page holds itself, which its guards must allow. */
final class InlineScripts {
  /**
   * A script without attributes. Those with a type hold data, and those with a source are files.
   */
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private InlineScripts() {}

  /** Returns the page's scripts as sources of a Content-Security-Policy, each after a blank. */
  static String sources(String html) {
    return SCRIPT
        .matcher(html)
        .results()
        .map(found -> " '" + hash(found.group(1)) + "'")
        .collect(Collectors.joining());
  }

  private static String hash(String script) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
