package dev.keyshelf.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sign-in as the console does it: authorization code with PKCE, by a client without a secret. */
final class SignIn implements AutoCloseable {
  private static final int MOST_REDIRECTS = 10;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** What an issuer answers to a code or a refresh token. */
  record Tokens(String access, String id, String refresh) {}

  private final Map<String, Object> discovery;
  private final OidcProvider.Client client;
  private final String scope;

  /** Each sign-in has a browser of its own, without cookies of another. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  /** Reads the issuer's discovery document. */
  SignIn(String issuer, OidcProvider.Client client, String scope)
      throws IOException, InterruptedException, ParseException {
    this.client = client;
    this.scope = scope;
    var document = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    var answer =
        http.send(HttpRequest.newBuilder(URI.create(document)).build(), BodyHandlers.ofString());
    discovery = JSONObjectUtils.parse(answer.body());
  }

  /** Signs a person in, and redeems the code. */
  Tokens as(String person)
      throws IOException, InterruptedException, ParseException, GeneralSecurityException {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    var verifier = BASE64.encodeToString(random);
    var challenge = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
    var question =
        form(
            Map.of(
                "client_id",
                client.id(),
                "redirect_uri",
                client.redirectUri(),
                "response_type",
                "code",
                "scope",
                scope,
                "code_challenge",
                BASE64.encodeToString(challenge),
                "code_challenge_method",
                "S256",
                "state",
                BASE64.encodeToString(challenge),
                "nonce",
                verifier.substring(1),
                "ui_locales",
                "en",
                "login_hint",
                person));
    var code = code(URI.create(endpoint("authorization_endpoint") + "?" + question));
    return tokens(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            client.redirectUri(),
            "code_verifier",
            verifier,
            "client_id",
            client.id()));
  }

  /** Renews the tokens. */
  Tokens renew(Tokens tokens) throws IOException, InterruptedException, ParseException {
    return tokens(
        Map.of(
            "grant_type", "refresh_token",
            "refresh_token", tokens.refresh(),
            "client_id", client.id()));
  }

  /** Follows the issuer's redirects until it sends the person back to the client. */
  private String code(URI from) throws IOException, InterruptedException {
    var at = from;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      if (at.toString().startsWith(client.redirectUri())) {
        return requireNonNull(query(at).get("code"), "the issuer sent no code");
      }
      var answer = http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
      at =
          at.resolve(
              answer
                  .headers()
                  .firstValue("Location")
                  .orElseThrow(() -> new AssertionError(answer + ": " + answer.body())));
    }
    throw new AssertionError("too many redirects: " + at);
  }

  private Tokens tokens(Map<String, String> question)
      throws IOException, InterruptedException, ParseException {
    var request =
        HttpRequest.newBuilder(URI.create(endpoint("token_endpoint")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(question)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer + ": " + answer.body());
    }
    var tokens = JSONObjectUtils.parse(answer.body());
    return new Tokens(
        JSONObjectUtils.getString(tokens, "access_token"),
        JSONObjectUtils.getString(tokens, "id_token"),
        JSONObjectUtils.getString(tokens, "refresh_token"));
  }

  private String endpoint(String name) throws ParseException {
    return JSONObjectUtils.getString(discovery, name);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> query(URI uri) {
    return Stream.of(uri.getRawQuery().split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
  }

  @Override
  public void close() {
    http.close();
  }
}
