package dev.keyshelf.local.gateway;

import java.util.List;
import java.util.Map;

/** Authorizes requests by their Authorization headers alone. */
public interface Authorizer {

  /** The result of an authorization. */
  sealed interface Verdict {

    /** The caller is known. The claims are the token's payload. */
    record Admitted(Map<String, Object> claims) implements Verdict {}

    /** The caller is unknown. The challenge is the value of {@code www-authenticate}. */
    record Refused(String challenge) implements Verdict {}
  }

  /**
   * Authorizes a request.
   *
   * @param authorizationHeaders all of its Authorization headers, in order; empty if it has none
   */
  Verdict authorize(List<String> authorizationHeaders);
}
