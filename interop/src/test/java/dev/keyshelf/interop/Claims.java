package dev.keyshelf.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of a token. Each change makes new ones. */
record Claims(Map<String, @Nullable Object> values) {
  /** What an issuer writes when it issues a token. */
  private static final List<String> OF_THE_MOMENT =
      List.of("iss", "iat", "nbf", "exp", "auth_time", "jti", "uti", "origin_jti");

  /** Returns the claims of an example, of which the issuer writes those of the moment itself. */
  static Claims like(Map<String, Object> example) {
    var values = new LinkedHashMap<String, @Nullable Object>(example);
    values.replaceAll((name, value) -> OF_THE_MOMENT.contains(name) ? null : value);
    return new Claims(values);
  }

  /**
   * Returns these claims with another value.
   *
   * @param claim a name, or a JSON Pointer to a member of an object
   */
  Claims with(String claim, Object value) {
    return changed(claim, value);
  }

  /** Returns these claims without one. */
  Claims without(String claim) {
    return changed(claim, null);
  }

  /** Returns these claims for another audience, at the place where the token has its own. */
  Claims withAudience(String audience) {
    return with(values.containsKey("aud") ? "aud" : "client_id", audience);
  }

  private Claims changed(String claim, @Nullable Object value) {
    var path = claim.startsWith("/") ? List.of(claim.substring(1).split("/")) : List.of(claim);
    return new Claims(changed(values, path, value));
  }

  private static Map<String, @Nullable Object> changed(
      Map<?, ?> from, List<String> path, @Nullable Object value) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    from.forEach((name, each) -> copy.put(String.valueOf(name), each));
    var name = path.getFirst();
    var rest = new ArrayList<>(path.subList(1, path.size()));
    if (!rest.isEmpty() && copy.get(name) instanceof Map<?, ?> inner) {
      copy.put(name, changed(inner, rest, value));
    } else if (value == null) {
      copy.remove(name);
    } else {
      copy.put(name, value);
    }
    return copy;
  }
}
