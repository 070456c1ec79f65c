package dev.keyshelf.http;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls, from the claims of a verified token and from nowhere else.
 *
 * @param roles as the token names them; what they allow is not this room's
 */
public record Caller(String partner, String user, Set<String> roles) {
  /** Copies the roles in. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Gives the caller of a request; refuses one whose claims are missing. */
  public static Caller of(Request request) {
    var partner = request.claims().get("partner_id");
    var user = request.claims().get("sub");
    if (partner == null || partner.isBlank() || user == null || user.isBlank()) {
      throw new ProblemException(
          Problem.of(ProblemCode.UNAUTHENTICATED, "The token names no partner or user."));
    }
    return new Caller(partner, user, rolesIn(request.claims().getOrDefault("roles", "")));
  }

  /**
   * HTTP APIs flatten an array claim into one string: {@code [AdminAgent GlobalAdmin]}. What is
   * nested deeper, a list in it or an object ({@code map[a:b]}), would show its words as roles.
   */
  private static Set<String> rolesIn(String claim) {
    var list =
        claim.startsWith("[") && claim.endsWith("]")
            ? claim.substring(1, claim.length() - 1)
            : claim;
    if (list.contains("[") || list.contains("]")) {
      return Set.of();
    }
    var roles = new TreeSet<>(Arrays.asList(list.split(" ")));
    roles.remove("");
    return roles;
  }
}
