package dev.keyshelf.local.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyshelf.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exchanges codes and refresh tokens for tokens (RFC 6749, RFC 7636). */
record TokenEndpoint(
    DevelopmentIssuer issuer, Grants grants, Collection<RegisteredClient> clients) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  /**
   * Answers a request.
   *
   * @param mediaType the body's type, with or without parameters
   */
  Response answer(String mediaType, Fields fields) {
    if (!mediaType.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      return refused(BAD_REQUEST, "invalid_request", "Send " + FORM + ".");
    }
    if (fields.repeats()) {
      return refused(BAD_REQUEST, "invalid_request", "A parameter occurs twice.");
    }
    var client = fields.one("client_id").orElse("");
    if (clients.stream().noneMatch(each -> each.id().equals(client))) {
      return refused(UNAUTHORIZED, "invalid_client", "client_id must name a known client.");
    }
    return switch (fields.one("grant_type").orElse("")) {
      case "authorization_code" -> redeemed(fields, client);
      case "refresh_token" -> renewed(fields, client);
      case "" -> refused(BAD_REQUEST, "invalid_request", "grant_type is missing.");
      default ->
          refused(
              BAD_REQUEST,
              "unsupported_grant_type",
              "grant_type must be authorization_code or refresh_token.");
    };
  }

  private Response redeemed(Fields fields, String client) {
    for (var name : List.of("code", "redirect_uri", "code_verifier")) {
      if (fields.one(name).isEmpty()) {
        return refused(BAD_REQUEST, "invalid_request", name + " is missing.");
      }
    }
    return grants
        .redeem(
            fields.one("code").orElseThrow(),
            client,
            fields.one("redirect_uri").orElseThrow(),
            fields.one("code_verifier").orElseThrow())
        .map(granted -> tokens(granted, true))
        .orElseGet(
            () ->
                refused(
                    BAD_REQUEST,
                    "invalid_grant",
                    "The code is unknown, used or expired, or was made for another client,"
                        + " redirect_uri or code_verifier."));
  }

  private Response renewed(Fields fields, String client) {
    var token = fields.one("refresh_token");
    if (token.isEmpty()) {
      return refused(BAD_REQUEST, "invalid_request", "refresh_token is missing.");
    }
    // Each session that is renewed has both scopes, and no client needs fewer.
    var scopes = fields.one("scope").orElse("openid").split(" ");
    if (!List.of("openid", "offline_access").containsAll(Arrays.asList(scopes))) {
      return refused(BAD_REQUEST, "invalid_scope", "scope must be one that was granted.");
    }
    return grants
        .renew(token.get(), client)
        .map(granted -> tokens(granted, false))
        .orElseGet(
            () ->
                refused(
                    BAD_REQUEST,
                    "invalid_grant",
                    "The refresh token is unknown, used or another client's, or its session has"
                        + " ended."));
  }

  private Response tokens(Grants.Granted granted, boolean isFirst) {
    var session = granted.session();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", issuer.accessToken(session));
    body.put("token_type", "Bearer");
    body.put("expires_in", DevelopmentIssuer.SESSION_TOKEN_LIFETIME.toSeconds());
    body.put("scope", session.scope());
    body.put("id_token", issuer.idToken(session, isFirst));
    granted.refreshToken().ifPresent(token -> body.put("refresh_token", token));
    return json(200, body);
  }

  private static Response refused(int status, String error, String description) {
    return json(status, Map.of("error", error, "error_description", description));
  }

  private static Response json(int status, Map<String, Object> body) {
    return new Response(
        status,
        Map.of(
            "content-type", List.of("application/json"),
            "cache-control", List.of("no-store"),
            "x-content-type-options", List.of("nosniff")),
        JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8));
  }
}
