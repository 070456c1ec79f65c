package dev.keyshelf.local.gateway;

import java.util.List;
import java.util.Map;

/** Authorizes requests by their Authorization headers. */
public interface Authorizer {

  /** The result of an authorization. */
  sealed interface Verdict {

    /** The caller is known. The claims are the token's payload. */
    record Admitted(Map<String, Object> claims) implements Verdict {}

    /** The caller is known to a Lambda authorizer, which passes this on. */
    record Identified(Map<String, String> context) implements Verdict {}

    /** The caller is unknown. The challenge is the value of {@code www-authenticate}. */
    record Refused(String challenge) implements Verdict {}

    /** A Lambda authorizer refused the caller. An HTTP API then answers 403, without a reason. */
    record Forbidden() implements Verdict {}
  }

  /**
   * Authorizes a request.
   *
   * @param authorizationHeaders all of its Authorization headers, in order; empty if it has none
   */
  Verdict authorize(List<String> authorizationHeaders);

  /**
   * Authorizes a request for a route.
   *
   * @param routeKey such as {@code GET /v1/customers/{customerId}}
   */
  default Verdict authorize(List<String> authorizationHeaders, String routeKey) {
    return authorize(authorizationHeaders);
  }
}
