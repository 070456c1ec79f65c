package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the roles that a token names. HTTP APIs flatten an array claim into one text, {@code
 * [AdminAgent GlobalAdmin]}, where a blank inside a name looks like a separator. So the array
 * itself is read from the token, which the authorizer has verified and the request still carries.
 */
final class TokenRoles {
  private static final String CLAIM = "roles";
  private static final String NIL = "<nil>";
  private static final int PARTS = 3;
  private static final int LONGEST_TOKEN = 16 * 1024;

  private TokenRoles() {}

  /** Returns the roles of a request's caller. Names that are not safe to log are left out. */
  static Set<String> of(Request request) {
    var claim = request.claims().getOrDefault(CLAIM, "");
    var roles = array(request).map(array -> roles(array, claim)).orElseGet(() -> words(claim));
    return roles.stream().filter(Legible::is).collect(Collectors.toCollection(TreeSet::new));
  }

  /** An array that holds anything but strings is not a known list of roles, so it grants none. */
  private static Set<String> roles(JsonNode array, String claim) {
    var texts = new ArrayList<String>();
    for (var each : array) {
      if (!each.isTextual() && !each.isNull()) {
        return Set.of();
      }
      texts.add(each.isNull() ? NIL : each.textValue());
    }
    if (!flattened(texts).equals(claim)) {
      return words(claim);
    }
    texts.removeIf(NIL::equals);
    return new TreeSet<>(texts);
  }

  /**
   * Returns the array of the verified token, or an empty result if the request does not carry it.
   */
  private static Optional<JsonNode> array(Request request) {
    var parts = request.header("authorization").orElse("").strip().split("\\.", -1);
    if (parts.length != PARTS || parts[1].length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      var claims = Json.read(payload);
      // The authorizer may be configured to read another header, so this must be the same token.
      var isTheSame =
          List.of("sub", "partner_id").stream()
              .allMatch(
                  name ->
                      claims.path(name).asText().equals(request.claims().getOrDefault(name, "")));
      return Optional.of(claims.path(CLAIM)).filter(roles -> isTheSame && roles.isArray());
    } catch (IllegalArgumentException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static String flattened(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  /**
   * Splits a text at its blanks. If a bracket opens in one word and closes in another, the text
   * holds a nested list or a name with blanks. Then no word counts as a role.
   */
  private static Set<String> words(String claim) {
    var list =
        claim.startsWith("[") && claim.endsWith("]")
            ? claim.substring(1, claim.length() - 1)
            : claim;
    var words = Arrays.asList(list.split(" "));
    if (!words.stream().allMatch(TokenRoles::isBalanced)) {
      return Set.of();
    }
    var roles = new TreeSet<>(words);
    roles.remove("");
    return roles;
  }

  private static boolean isBalanced(String word) {
    var depth = 0;
    for (int i = 0; i < word.length(); i++) {
      depth += word.charAt(i) == '[' ? 1 : word.charAt(i) == ']' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }
}
