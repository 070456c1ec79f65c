package dev.keyshelf.local.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keyshelf.api.Role;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The development issuer's endpoints: discovery, keys, the sign-in page, tokens and the sign-out.
 * They answer only under this machine's own names, so that a page of another site cannot reach them
 * through a name that it points at this machine.
 */
public final class IssuerPages implements OwnPages {
  private static final String ROOT = "/issuer/";
  private static final int MOST_FORM_BYTES = 16 * 1024;
  private static final int MISDIRECTED = 421;
  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,64}");

  private final DevelopmentIssuer issuer;
  private final Set<String> hosts;
  private final List<RegisteredClient> clients;
  private final Supplier<List<Partner>> partners;
  private final Grants grants;
  private final TokenEndpoint tokens;
  private final Map<String, String> documents;

  /**
   * Creates the endpoints.
   *
   * @param baseUrl the server's URL, without a slash at the end
   * @param partners supplies the partners to pick from
   * @param clock the machine's, never the domain's
   */
  public IssuerPages(
      DevelopmentIssuer issuer,
      URI baseUrl,
      List<RegisteredClient> clients,
      Supplier<List<Partner>> partners,
      Clock clock) {
    this.issuer = issuer;
    this.hosts =
        Set.of(
            "localhost:" + baseUrl.getPort(),
            "127.0.0.1:" + baseUrl.getPort(),
            "[::1]:" + baseUrl.getPort());
    this.clients = List.copyOf(clients);
    this.partners = partners;
    this.grants = new Grants(clock);
    this.tokens = new TokenEndpoint(issuer, grants, this.clients);
    this.documents = issuer.documents();
  }

  @Override
  public Optional<Response> answer(Request request) throws IOException {
    if (!request.path().startsWith(ROOT)) {
      return Optional.empty();
    }
    if (!hosts.containsAll(request.header("host"))) {
      return Optional.of(Response.message(MISDIRECTED, "Misdirected Request"));
    }
    var method = request.method().equals("HEAD") ? "GET" : request.method();
    var document = documents.get(request.path());
    if (document != null && method.equals("GET")) {
      return Optional.of(document(document));
    }
    return switch (method + " " + request.path().substring(ROOT.length())) {
      case "GET authorize" -> Optional.of(asked(request, Fields.parse(request.query())));
      case "POST authorize" -> Optional.of(submitted(request, form(request)));
      case "POST token" ->
          Optional.of(
              tokens.answer(String.join(",", request.header("content-type")), form(request)));
      case "GET end-session" -> Optional.of(left(request, Fields.parse(request.query())));
      case "POST end-session" -> Optional.of(left(request, form(request)));
      default -> Optional.empty();
    };
  }

  /** Reads a form. A longer one is cut, and so lacks a field or has a wrong one. */
  private static Fields form(Request request) throws IOException {
    return Fields.parse(new String(request.body().read(MOST_FORM_BYTES), StandardCharsets.UTF_8));
  }

  private Response asked(Request asked, Fields fields) {
    var language = PageLanguage.of(asked, fields);
    return switch (AuthorizeRequest.read(fields, clients)) {
      case AuthorizeRequest.Reading.Untrusted(var why) ->
          SignInPage.told(400, language, "untrusted", why);
      case AuthorizeRequest.Reading.Refused(var redirect, var state, var error, var description) ->
          redirected(redirect, state, Map.of("error", error, "error_description", description));
      case AuthorizeRequest.Reading.Accepted(var request) ->
          page(200, language, request, SignInPage.suggested(request.client()));
    };
  }

  private Response page(
      int status, PageLanguage language, AuthorizeRequest request, SignInPage.Entered entered) {
    if (request.client().isForOperators()) {
      return SignInPage.operatorForm(status, language, request, grants.open(request), entered);
    }
    var choice = partners.get();
    return choice.isEmpty()
        ? SignInPage.told(200, language, "no-partner", "no-partner-text")
        : SignInPage.form(status, language, request, grants.open(request), choice, entered);
  }

  /**
   * Takes the form. Only this issuer's own page knows the form's secret, and a browser says from
   * which origin a form comes.
   */
  private Response submitted(Request request, Fields fields) {
    var language = PageLanguage.of(request, fields);
    var open =
        isFromOwnPage(request)
            ? fields.one("form").flatMap(grants::close)
            : Optional.<AuthorizeRequest>empty();
    if (open.isEmpty()) {
      return SignInPage.told(400, language, "expired", "expired-text");
    }
    var user = fields.one("user").orElse("").strip();
    var faults = new ArrayList<String>();
    var person =
        open.get().client().isForOperators()
            ? Optional.of(Person.operator(user))
            : userOfPartner(fields, user, faults);
    if (!USER.matcher(user).matches()) {
      faults.add("wrong-user");
    }
    if (person.isEmpty() || !faults.isEmpty()) {
      return page(
          400,
          language,
          open.get(),
          new SignInPage.Entered(
              fields.one("partner").orElse(""), user, fields.all("role"), faults));
    }
    var code = grants.code(open.get(), person.get());
    return redirected(open.get().redirect(), open.get().state(), Map.of("code", code));
  }

  /** Reads the partner and the roles that a person picked, and adds what is wrong with them. */
  private Optional<Person> userOfPartner(Fields fields, String user, List<String> faults) {
    var partner =
        partners.get().stream()
            .filter(each -> fields.one("partner").filter(each.id().value()::equals).isPresent())
            .findFirst();
    var roles = fields.all("role");
    if (partner.isEmpty()) {
      faults.add("pick-partner");
    }
    if (roles.isEmpty() || !known().containsAll(roles)) {
      faults.add("pick-role");
    }
    return partner.map(chosen -> Person.of(chosen, user, roles));
  }

  private static Set<String> known() {
    return Arrays.stream(Role.values()).map(Role::claim).collect(Collectors.toSet());
  }

  private static boolean isFromOwnPage(Request request) {
    var own = request.header("host").stream().map("http://"::concat).toList();
    var sites = request.header("sec-fetch-site");
    return own.containsAll(request.header("origin"))
        && (sites.isEmpty() || sites.equals(List.of("same-origin")));
  }

  /**
   * Signs a person out. A valid ID token ends its session. Without one there is nothing to end,
   * since the issuer keeps nothing in the browser.
   */
  private Response left(Request request, Fields fields) {
    var hint = fields.one("id_token_hint").flatMap(issuer::claimsOfIdToken);
    hint.map(claims -> String.valueOf(claims.getClaim("sid"))).ifPresent(grants::end);
    var named = fields.one("client_id");
    var audience = hint.map(JWTClaimsSet::getAudience).orElse(List.of());
    var exit =
        clients.stream()
            .filter(client -> named.isEmpty() || named.get().equals(client.id()))
            .filter(client -> audience.isEmpty() || audience.contains(client.id()))
            .filter(_ -> named.isPresent() || !audience.isEmpty())
            .flatMap(
                client ->
                    fields
                        .one("post_logout_redirect_uri")
                        .filter(client.exits()::contains)
                        .stream())
            .findFirst();
    return exit.map(uri -> redirect(withQuery(uri, stateOf(fields.one("state").orElse("")))))
        .orElseGet(
            () ->
                SignInPage.told(
                    200, PageLanguage.of(request, fields), "signed-out", "signed-out-text"));
  }

  private Response redirected(String uri, String state, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(stateOf(state));
    all.put("iss", issuer.url());
    return redirect(withQuery(uri, all));
  }

  private static Map<String, String> stateOf(String state) {
    return state.isEmpty() ? Map.of() : Map.of("state", state);
  }

  static String withQuery(String uri, Map<String, String> parameters) {
    return parameters.isEmpty()
        ? uri
        : parameters.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", uri + (uri.contains("?") ? "&" : "?"), ""));
  }

  private static Response redirect(String location) {
    return new Response(
        303,
        Map.of(
            "location", List.of(location),
            "cache-control", List.of("no-store"),
            "referrer-policy", List.of("no-referrer")),
        new byte[0]);
  }

  private static Response document(String json) {
    return new Response(
        200,
        Map.of("content-type", List.of("application/json"), "cache-control", List.of("no-cache")),
        json.getBytes(StandardCharsets.UTF_8));
  }
}
