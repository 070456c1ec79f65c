package dev.keyshelf.local.gateway;

import java.util.List;
import java.util.Map;

/** Decides whether a request may pass, from its Authorization headers alone. */
public interface Authorizer {

  /** What came of it. */
  sealed interface Verdict {

    /** The caller is known; the claims are as the token's payload had them. */
    record Admitted(Map<String, Object> claims) implements Verdict {}

    /** Nobody we know; the challenge is the value of {@code www-authenticate}. */
    record Refused(String challenge) implements Verdict {}
  }

  /** Judges a request by all its Authorization headers, in order; an empty list has none. */
  Verdict authorize(List<String> authorizationHeaders);
}
