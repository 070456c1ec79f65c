package dev.keyshelf.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.testkit.StoppedClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A gateway with the issuer's endpoints and two clients, and the steps of a sign-in there. */
final class SignIns implements AutoCloseable {
  static final String VERIFIER = "the-verifier-that-only-the-console-knows-000";
  static final String CONSOLE = "keyshelf-console";
  static final String PORTAL = "portal";
  static final String PORTAL_REDIRECT = "https://portal.example/back?tenant=7";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SECRET = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

  final StoppedClock clock = new StoppedClock();
  final List<Partner> partners =
      new ArrayList<>(
          List.of(
              new Partner(PartnerId.parse("partner-a").orElseThrow(), "A & <B>", false, Set.of()),
              new Partner(PartnerId.parse("partner-b").orElseThrow(), "Fabrikam", true, Set.of())));
  final HttpGateway gateway = HttpGateway.bind(0);
  final DevelopmentIssuer issuer;
  private final HttpClient http = HttpClient.newHttpClient();

  SignIns(Path folder) {
    var base = gateway.baseUrl();
    issuer =
        DevelopmentIssuer.open(
            folder.resolve("issuer.json"), base.toString(), "keyshelf", "keyshelf-operator");
    gateway.serve(
        RouteTable.of(Template.read(Path.of("src/test/resources/gateway-template.yaml"))),
        _ -> _ -> new Verdict.Refused("Bearer"),
        (_, _) -> new byte[0],
        new IssuerPages(
            issuer,
            base,
            List.of(
                RegisteredClient.console(base),
                RegisteredClient.operatorConsole(base),
                new RegisteredClient(
                    PORTAL, false, Set.of(PORTAL_REDIRECT), Set.of("https://portal.example/bye"))),
            () -> List.copyOf(partners),
            clock),
        clock);
  }

  String redirect() {
    return gateway.baseUrl() + "/signed-in";
  }

  /** Returns the parameters of a valid request of the console. */
  Map<String, String> asked() {
    var all = new LinkedHashMap<String, String>();
    all.put("client_id", CONSOLE);
    all.put("redirect_uri", redirect());
    all.put("response_type", "code");
    all.put("scope", "openid offline_access");
    all.put("state", "st&te");
    all.put("nonce", "n0nce");
    all.put("code_challenge", challenge(VERIFIER));
    all.put("code_challenge_method", "S256");
    return all;
  }

  static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  HttpResponse<String> authorize(Map<String, String> parameters, String... headers) {
    return get("/issuer/authorize?" + encoded(parameters), headers);
  }

  /** Opens the page and returns its form's secret. */
  String opened(Map<String, String> parameters) {
    var page = authorize(parameters);
    var found = SECRET.matcher(page.body());
    if (!found.find()) {
      throw new AssertionError(page.statusCode() + " " + page.body());
    }
    return found.group(1);
  }

  HttpResponse<String> submit(String secret, String... headers) {
    return post(
        "/issuer/authorize",
        "form=" + secret + "&partner=partner-a&user=ada&role=AdminAgent&role=GlobalAdmin",
        headers);
  }

  /** Signs in as the request asks, and returns the code. */
  String code(Map<String, String> parameters) {
    return parametersOf(submit(opened(parameters))).getOrDefault("code", "");
  }

  HttpResponse<String> redeem(String code) {
    return redeem(code, Map.of());
  }

  /** Redeems a code, with some parameters different. */
  HttpResponse<String> redeem(String code, Map<String, String> different) {
    var all = new LinkedHashMap<String, String>();
    all.put("grant_type", "authorization_code");
    all.put("client_id", CONSOLE);
    all.put("redirect_uri", redirect());
    all.put("code", code);
    all.put("code_verifier", VERIFIER);
    all.putAll(different);
    return post("/issuer/token", encoded(all));
  }

  HttpResponse<String> renew(String refreshToken) {
    return renew(refreshToken, CONSOLE);
  }

  HttpResponse<String> renew(String refreshToken, String client) {
    return post(
        "/issuer/token",
        encoded(
            Map.of(
                "grant_type", "refresh_token",
                "client_id", client,
                "refresh_token", refreshToken)));
  }

  static String encoded(Map<String, String> parameters) {
    return String.join(
        "&",
        parameters.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .toList());
  }

  /** Returns the parameters of the address to which a response leads. */
  static Map<String, String> parametersOf(HttpResponse<String> response) {
    var query =
        URI.create(response.headers().firstValue("location").orElse("?none=")).getRawQuery();
    var all = new LinkedHashMap<String, String>();
    for (var pair : query.split("&")) {
      var parts = pair.split("=", 2);
      all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return all;
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new AssertionError(response.body(), notJson);
    }
  }

  static String text(HttpResponse<String> response, String field) {
    return json(response).path(field).asText();
  }

  static JWTClaimsSet claims(HttpResponse<String> response, String token) {
    try {
      return SignedJWT.parse(text(response, token)).getJWTClaimsSet();
    } catch (ParseException notSigned) {
      throw new AssertionError(response.body(), notSigned);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path)), headers);
  }

  HttpResponse<String> post(String path, String form, String... headers) {
    return send(
        HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)),
        headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
    gateway.close();
  }
}
