package dev.keyshelf.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The CDN before the API. It adds a secret to each request that it passes on, and only beside this
 * secret is its word believed. The variables of the API's stage hold the secrets, so that another
 * one is accepted in all functions at once.
 */
final class Cdn {
  /** The header with the secret. A request does not keep it, so no function and no log sees it. */
  static final String HEADER = "x-keyshelf-origin";

  /** Two secrets are accepted while one replaces the other. */
  private static final List<String> SECRETS = List.of("originSecret", "otherOriginSecret");

  private static final String DIRECT_CALLS = "directCalls";
  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\]]+)\\](?::\\d{1,5})?");
  private static final Pattern V4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Cdn() {}

  /**
   * Tells whether the CDN passed a request on.
   *
   * @param headers by lower-case name
   * @param variables of the stage
   */
  static boolean passedOn(Map<String, String> headers, Map<String, String> variables) {
    var sent = headers.getOrDefault(HEADER, "").getBytes(StandardCharsets.UTF_8);
    boolean isKnown = false;
    for (var name : SECRETS) {
      var secret = variables.getOrDefault(name, "");
      // Each secret is compared whole, so that the time tells nothing about it.
      isKnown |=
          !secret.isEmpty() && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), sent);
    }
    return isKnown;
  }

  /** Tells whether the stage refuses a request because it did not come by the CDN. */
  static boolean refuses(Map<String, String> headers, Map<String, String> variables) {
    return "refused".equals(variables.get(DIRECT_CALLS)) && !passedOn(headers, variables);
  }

  /**
   * Returns the client's address. A CDN appends it to {@code X-Forwarded-For}, and the gateway then
   * appends the CDN's own. Clients can write what stands before both.
   *
   * @param sourceIp the address that is connected to the gateway
   * @return {@code sourceIp} if the CDN did not pass the request on, or names no address
   */
  static String clientOf(
      Map<String, String> headers, Map<String, String> variables, String sourceIp) {
    if (!passedOn(headers, variables)) {
      return sourceIp;
    }
    var chain =
        Arrays.stream(headers.getOrDefault(FORWARDED_FOR, "").split(",", -1))
            .map(String::strip)
            .toList();
    int last = chain.size() - 1;
    int client = last > 0 && chain.get(last).equals(sourceIp) ? last - 1 : last;
    return address(chain.get(client)).orElse(sourceIp);
  }

  /** Returns the literal address of a text that may also have brackets and a port. */
  private static Optional<String> address(String text) {
    var v4 = V4.matcher(text);
    var inBrackets = IN_BRACKETS.matcher(text);
    var literal = v4.matches() ? v4.group(1) : inBrackets.matches() ? inBrackets.group(1) : text;
    if (!v4.matches() && !V6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress.ofLiteral(literal);
      return Optional.of(literal);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
