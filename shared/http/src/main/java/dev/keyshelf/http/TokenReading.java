package dev.keyshelf.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the claims of a verified token say about who calls. Functions, the authorizer and {@code
 * ./keyshelf token explain} all read claims here.
 *
 * @param partner the partner's id, or its tenant at the issuer
 * @param user the user's name; empty if the token has none
 * @param groups each role or group of the token, with what it grants
 * @param displayName the user's name for people
 * @param application the application that the token was issued to
 * @param fault why the token names no user; empty if it names one
 */
public record TokenReading(
    Optional<String> partner,
    String user,
    List<Group> groups,
    Optional<String> displayName,
    Optional<String> application,
    Optional<String> fault) {
  private static final List<String> NAMES = List.of("preferred_username", "email", "upn");
  private static final List<String> APPLICATIONS = List.of("azp", "client_id", "appid");

  /**
   * A role or group of a token.
   *
   * @param name as the token names it
   * @param grants roles. Without a role map, a name that is no role of Keyshelf grants itself,
   *     which allows nothing
   */
  public record Group(String name, List<String> grants) {}

  /** Copies the groups. */
  public TokenReading {
    groups = List.copyOf(groups);
  }

  /** Reads the claims of a verified token. */
  public static TokenReading of(JsonNode claims, ClaimSettings settings) {
    var user = settings.user().textIn(claims).orElse("");
    return new TokenReading(
        settings.partner().textIn(claims),
        user,
        groups(settings.roles().in(claims), settings),
        settings
            .name()
            .map(name -> name.textIn(claims).flatMap(Legible::of))
            .orElseGet(() -> first(claims, NAMES)),
        first(claims, APPLICATIONS),
        fault(claims, user, settings.user()));
  }

  /** Returns the names of the granted roles. Some may be no roles of Keyshelf. */
  public Set<String> roles() {
    var roles = new TreeSet<String>();
    groups.forEach(group -> roles.addAll(group.grants()));
    return roles;
  }

  private static Optional<String> fault(JsonNode claims, String user, ClaimName name) {
    if (user.isEmpty()) {
      return Optional.of("The token must have the claim %s.".formatted(name));
    }
    if (isIdToken(claims)) {
      return Optional.of("The token is an ID token. Send an access token.");
    }
    return Legible.is(user)
        ? Optional.empty()
        : Optional.of(
            "The token's %s must have at most %s characters, and no control or direction characters."
                .formatted(name, Legible.LONGEST));
  }

  /**
   * Issuers mark an ID token in one of these ways. A nonce does not mark one, since an access token
   * may have it too.
   */
  private static boolean isIdToken(JsonNode claims) {
    return !claims.path("token_use").asText("access").equals("access")
        || claims.path("typ").asText().equalsIgnoreCase("ID")
        || claims.has("at_hash")
        || claims.has("c_hash");
  }

  private static Optional<String> first(JsonNode claims, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(claims.path(name)).filter(JsonNode::isTextual))
        .flatMap(text -> Legible.of(text.textValue()).stream())
        .findFirst();
  }

  private static List<Group> groups(JsonNode claim, ClaimSettings settings) {
    return names(claim, settings).stream()
        .filter(Legible::is)
        .map(name -> new Group(name, grants(name, settings)))
        .toList();
  }

  private static List<String> grants(String name, ClaimSettings settings) {
    return settings.roleMap().isEmpty()
        ? List.of(name)
        : settings.roleMap().getOrDefault(name, List.of());
  }

  /** An array that holds anything but strings is not a known list of roles, so it grants none. */
  private static List<String> names(JsonNode claim, ClaimSettings settings) {
    if (claim.isTextual()) {
      return namesIn(claim.textValue(), settings);
    }
    if (!claim.isArray()) {
      return List.of();
    }
    var names = new ArrayList<String>();
    for (var each : claim) {
      if (!each.isTextual() && !each.isNull()) {
        return List.of();
      }
      if (each.isTextual()) {
        names.add(each.textValue());
      }
    }
    return names;
  }

  /**
   * Returns the names in one text. A blank in it may separate two names or belong to one: {@code
   * Former AdminAgent} is also how an HTTP API flattens an array of one such name, in brackets. So
   * a text with blanks is a list only if each of its words is a known name, and no name otherwise.
   */
  private static List<String> namesIn(String text, ClaimSettings settings) {
    if (settings.roleMap().containsKey(text)) {
      return List.of(text);
    }
    var list =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    var words = Arrays.stream(list.split(" ")).filter(word -> !word.isEmpty()).toList();
    return words.size() <= 1 || words.stream().allMatch(word -> isKnown(word, settings))
        ? words
        : List.of();
  }

  private static boolean isKnown(String word, ClaimSettings settings) {
    return settings.roleMap().isEmpty()
        ? RoleNames.isKnown(word)
        : settings.roleMap().containsKey(word);
  }
}
