package dev.keyshelf.local.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A client's valid request to sign a person in.
 *
 * @param state returned to the client unchanged
 * @param challenge the SHA-256 of the client's verifier, in base64url
 * @param scope the granted scopes, separated by blanks
 */
record AuthorizeRequest(
    RegisteredClient client,
    String redirect,
    String state,
    String nonce,
    String challenge,
    String scope) {
  private static final List<String> SCOPES = List.of("openid", "offline_access");
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LONGEST = 512;

  /** Returns whether the client asked for a refresh token. */
  boolean isOffline() {
    return scope.contains("offline_access");
  }

  /** Returns the parameters with which the same page is opened again. */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("client_id", client.id());
    all.put("redirect_uri", redirect);
    all.put("response_type", "code");
    all.put("scope", scope);
    all.put("state", state);
    all.put("nonce", nonce);
    all.put("code_challenge", challenge);
    all.put("code_challenge_method", "S256");
    return all;
  }

  /** What a request turned out to be. */
  sealed interface Reading {
    /** The request is valid. */
    record Accepted(AuthorizeRequest request) implements Reading {}

    /**
     * The request is faulty, and its client gets the error.
     *
     * @param state empty if the request has none
     */
    record Refused(String redirect, String state, String error, String description)
        implements Reading {}

    /**
     * The request names no trusted client or redirect URI, so only the person gets the error.
     *
     * @param why the name of the text that says why
     */
    record Untrusted(String why) implements Reading {}
  }

  /** Reads a request. Only the exact redirect URIs of a known client are trusted. */
  static Reading read(Fields fields, Collection<RegisteredClient> clients) {
    var client =
        fields
            .one("client_id")
            .flatMap(id -> clients.stream().filter(each -> each.id().equals(id)).findFirst());
    if (client.isEmpty()) {
      return new Reading.Untrusted("unknown-client");
    }
    var redirect = fields.one("redirect_uri").filter(client.get().redirects()::contains);
    if (redirect.isEmpty()) {
      return new Reading.Untrusted("wrong-redirect");
    }
    var state = fields.one("state").orElse("");
    var fault = fault(fields);
    if (fault.isPresent()) {
      return new Reading.Refused(
          redirect.get(), state, fault.get().error(), fault.get().description());
    }
    return new Reading.Accepted(
        new AuthorizeRequest(
            client.get(),
            redirect.get(),
            state,
            fields.one("nonce").orElse(""),
            fields.one("code_challenge").orElse(""),
            SCOPES.stream().filter(scopes(fields)::contains).collect(Collectors.joining(" "))));
  }

  private record Fault(String error, String description) {}

  private static Optional<Fault> fault(Fields fields) {
    if (fields.repeats()) {
      return invalid("A parameter occurs twice.");
    }
    if (fields.one("request").isPresent()) {
      return fault("request_not_supported", "Send parameters, not a request object.");
    }
    if (fields.one("request_uri").isPresent()) {
      return fault("request_uri_not_supported", "Send parameters, not a request object.");
    }
    var type = fields.one("response_type");
    if (type.isEmpty()) {
      return invalid("response_type must be code.");
    }
    if (!type.get().equals("code")) {
      return fault("unsupported_response_type", "response_type must be code.");
    }
    if (!fields.one("response_mode").orElse("query").equals("query")) {
      return invalid("response_mode must be query.");
    }
    if (!scopes(fields).contains("openid")) {
      return fault("invalid_scope", "scope must contain openid.");
    }
    for (var name : List.of("state", "nonce")) {
      if (fields.one(name).filter(value -> value.length() <= LONGEST).isEmpty()) {
        return invalid(name + " must have 1 to " + LONGEST + " characters.");
      }
    }
    if (!fields.one("code_challenge_method").orElse("plain").equals("S256")
        || fields.one("code_challenge").filter(CHALLENGE.asMatchPredicate()).isEmpty()) {
      return invalid("code_challenge must be there, with code_challenge_method S256.");
    }
    // The issuer keeps no session in the browser, so somebody must fill in the form.
    return fields.one("prompt").orElse("").equals("none")
        ? fault("login_required", "The person must sign in on the issuer's page.")
        : Optional.empty();
  }

  private static List<String> scopes(Fields fields) {
    return Arrays.asList(fields.one("scope").orElse("").split(" "));
  }

  private static Optional<Fault> invalid(String description) {
    return fault("invalid_request", description);
  }

  private static Optional<Fault> fault(String error, String description) {
    return Optional.of(new Fault(error, description));
  }
}
