package dev.keyshelf.local.earlier;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The last answers of the release that wrote a data folder. Later releases must give the same ones.
 *
 * @param release the version of that release
 * @param at the instant of the shop's clock
 * @param reads the reads, each with the body of its answer
 * @param commands the commands that were sent within the 24 hours before {@code at}
 * @param keys the plain keys of each entitlement, in order
 * @param links the result of a start of each link: the SHA-256 of its file, or the code of the
 *     refusal
 * @param cancellable an order that can be cancelled
 * @param invoiceNumber the number of partner-a's last invoice
 * @param buyer the path of a customer in US
 */
record Expected(
    String release,
    String at,
    List<Read> reads,
    List<Sent> commands,
    Map<String, List<String>> keys,
    Map<String, String> links,
    Cancellable cancellable,
    String invoiceNumber,
    String buyer) {

  /** The path of an order, and the amount of its credit. */
  record Cancellable(String order, String credit) {}

  /** A read of a partner. */
  record Read(String partner, String path, JsonNode body) {}

  /** A command of partner-a, and the answer with every byte of its body. */
  record Sent(String path, String json, String key, int status, String location, String body) {}

  Instant instant() {
    return Instant.parse(at);
  }

  /**
   * Returns the places where an answer lacks an expected member or has another value. Members that
   * a later release added are no difference, because clients ignore unknown members. Nor is the
   * wording of a detail beside a code, or of an explanation: both are for people.
   */
  static List<String> differences(JsonNode expected, JsonNode actual) {
    var found = new ArrayList<String>();
    compare("", expected, actual, found);
    return found;
  }

  private static boolean isWording(String member, JsonNode object) {
    return member.equals("explanation") || (member.equals("detail") && object.has("code"));
  }

  private static void compare(
      String place, JsonNode expected, JsonNode actual, List<String> found) {
    if (expected.isObject() && actual.isObject()) {
      expected
          .properties()
          .forEach(
              member -> {
                var value = actual.path(member.getKey());
                if (!isWording(member.getKey(), expected) || !value.isTextual()) {
                  compare(place + "/" + member.getKey(), member.getValue(), value, found);
                }
              });
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(place + "/" + i, expected.get(i), actual.get(i), found);
      }
    } else if (!expected.equals(actual)) {
      found.add("%s: expected %s, was %s".formatted(place, expected, actual));
    }
  }
}
