package dev.keyshelf.local.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Serves the built console: its files, its settings, and its page for each path of a screen. Where
 * the console was not built, {@code /} says how to build it.
 */
public final class ConsolePages implements OwnPages {
  private static final String ASSETS = "/assets/";
  private static final String KEPT = "public, max-age=31536000, immutable";

  /** The guards that count for scripts and styles, too. The others count for pages only. */
  private static final Set<String> OF_ASSETS =
      Set.of("referrer-policy", "x-content-type-options", "cross-origin-resource-policy");

  private static final String POLICY = "content-security-policy";
  private static final String OWN_SCRIPTS = "script-src 'self'";

  private static final String NOT_BUILT =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>Keyshelf</title></head>
      <body><main>
      <h1>Keyshelf is running</h1>
      <p>The API answers at this address. The web console is not built yet: it needs Node.js 20.19 or
      later with npm. Install them, and start <code>./keyshelf serve</code> again.</p>
      <p>The API's documentation is in <code>docs/openapi.yaml</code>, and the first steps are in
      <code>README.md</code>.</p>
      </main></body></html>
      """;

  private final ConsoleFiles files;
  private final URI baseUrl;
  private final Set<String> reserved;
  private final byte[] settings;
  private final Map<String, List<String>> guards;

  /**
   * What the console needs to know of its server.
   *
   * @param issuer the URL of the issuer whose tokens the server accepts
   * @param client the console at that issuer
   * @param operatorClient the operators' part of the console; empty if no operator can sign in
   * @param origins other origins of the issuer's endpoints, which the console may connect to
   * @param claims where the issuer's tokens say who signed in
   * @param version the server's release
   */
  public record Setting(
      String issuer,
      Client client,
      Optional<Client> operatorClient,
      List<String> origins,
      ClaimSettings.Written claims,
      String version) {
    /** Copies the origins. */
    public Setting {
      origins = List.copyOf(origins);
    }
  }

  /**
   * A part of the console at an issuer.
   *
   * @param scope the scopes that it asks for, with blanks between them
   */
  public record Client(String id, String scope) {
    /** The scopes that issuers know, unless they have others. */
    public static final String USUAL_SCOPE = "openid offline_access";

    /** Names a client that asks for the usual scopes. */
    public Client(String id) {
      this(id, USUAL_SCOPE);
    }
  }

  /**
   * Creates the pages.
   *
   * @param folder the folder of the built console, which need not exist
   * @param baseUrl the server's URL, without a slash at the end
   * @param bucket the URL of the store that files are uploaded to and downloaded from
   * @param reserved first segments of paths that are no screens, such as {@code v1}
   */
  public ConsolePages(Path folder, URI baseUrl, URI bucket, Set<String> reserved, Setting setting) {
    this.files = new ConsoleFiles(folder);
    this.baseUrl = baseUrl;
    this.reserved = Set.copyOf(reserved);
    this.settings = json(setting);
    this.guards = guards(origin(URI.create(setting.issuer())), setting.origins(), origin(bucket));
  }

  private static byte[] json(Setting setting) {
    var json = new ObjectMapper().createObjectNode();
    putClient(json, setting, setting.client());
    json.put("version", setting.version());
    putClaims(json.putObject("claims"), setting.claims());
    setting
        .operatorClient()
        .ifPresent(client -> putClient(json.putObject("operator"), setting, client));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void putClient(ObjectNode json, Setting setting, Client client) {
    json.put("issuer", setting.issuer()).put("clientId", client.id()).put("scope", client.scope());
  }

  /** Writes them with their defaults. A map is left out if groups are roles by their own names. */
  private static void putClaims(ObjectNode json, ClaimSettings.Written written) {
    var claims = ClaimSettings.of(written);
    json.put("partner", claims.partner().written());
    json.put("roles", claims.roles().written());
    json.put("user", claims.user().written());
    claims.name().ifPresent(name -> json.put("name", name.written()));
    if (!claims.roleMap().isEmpty()) {
      var map = json.putObject("roleMap");
      new TreeMap<>(claims.roleMap())
          .forEach((group, roles) -> roles.forEach(map.putArray(group)::add));
    }
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /**
   * Returns the headers of every page. It uploads to the bucket, so it may connect to it. A browser
   * connects to the issuer while the console's files are on their way.
   */
  private static Map<String, List<String>> guards(
      String issuer, List<String> origins, String bucket) {
    var connected = new ArrayList<>(List.of("connect-src 'self'", issuer));
    connected.addAll(origins);
    connected.add(bucket);
    return Map.of(
        POLICY,
        List.of(
            String.join(
                "; ",
                "default-src 'none'",
                OWN_SCRIPTS,
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "manifest-src 'self'",
                String.join(" ", connected),
                "form-action 'self' " + issuer,
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'")),
        "referrer-policy",
        List.of("no-referrer"),
        "x-content-type-options",
        List.of("nosniff"),
        "cross-origin-opener-policy",
        List.of("same-origin"),
        "cross-origin-resource-policy",
        List.of("same-origin"),
        "permissions-policy",
        List.of("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        "link",
        List.of("<" + issuer + ">; rel=preconnect; crossorigin"));
  }

  @Override
  public Optional<Response> answer(Request request) {
    if (!Set.of("GET", "HEAD").contains(request.method()) || isReserved(request.path())) {
      return Optional.empty();
    }
    if (request.path().equals("/config.json")) {
      return Optional.of(answer(200, "application/json", "no-store", settings));
    }
    var file =
        request.path().equals("/index.html")
            ? Optional.<ConsoleFile>empty()
            : files.find(request.path());
    if (file.isPresent()) {
      return Optional.of(sent(file.get(), request));
    }
    return isScreen(request) ? screen(request) : Optional.empty();
  }

  private boolean isReserved(String path) {
    var end = path.indexOf('/', 1);
    return reserved.contains(path.substring(1, end < 0 ? path.length() : end));
  }

  /** A browser asks for HTML. Other programs get the page at {@code /} only. */
  private static boolean isScreen(Request request) {
    var accept = String.join(",", request.header("accept"));
    return !request.path().startsWith(ASSETS)
        && (accept.contains("text/html") || (request.path().equals("/") && accept.contains("*/*")));
  }

  /** Answers with the page under the server's own name, which is the name that the issuer knows. */
  private Optional<Response> screen(Request request) {
    if (!request.header("host").equals(List.of(baseUrl.getRawAuthority()))) {
      var headers = headers("text/plain; charset=utf-8", "no-store");
      headers.put("location", List.of(baseUrl + request.target()));
      return Optional.of(new Response(307, headers, new byte[0]));
    }
    var index = files.index();
    if (index.isPresent()) {
      return Optional.of(encoded(index.get(), request, pageHeaders(index.get())));
    }
    return request.path().equals("/")
        ? Optional.of(
            answer(
                200,
                "text/html; charset=utf-8",
                "no-store",
                NOT_BUILT.getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /** Returns the headers of the page, which allow its own inline script by its hash. */
  private Map<String, List<String>> pageHeaders(ConsoleFile page) {
    var headers = headers(page.type(), "no-store");
    var html = new String(page.in(ConsoleFile.PLAIN), StandardCharsets.UTF_8);
    var allowed = OWN_SCRIPTS + InlineScripts.sources(html);
    headers.computeIfPresent(
        POLICY, (_, policy) -> List.of(policy.getFirst().replace(OWN_SCRIPTS, allowed)));
    return headers;
  }

  /**
   * Answers with a file. Names of assets have a hash of their content, so browsers keep them. A
   * first load has ten scripts, so what does not count for them would be a tenth of its bytes.
   */
  private Response sent(ConsoleFile file, Request request) {
    var headers = headers(file.type(), request.path().startsWith(ASSETS) ? KEPT : "no-cache");
    if (file.type().startsWith("text/javascript") || file.type().startsWith("text/css")) {
      headers.keySet().removeIf(name -> guards.containsKey(name) && !OF_ASSETS.contains(name));
    }
    var tag = "\"%s-%s\"".formatted(file.hash(), file.codingFor(accepted(request)));
    headers.put("etag", List.of(tag));
    if (names(request.header("if-none-match"), tag)) {
      headers.put("vary", List.of("Accept-Encoding"));
      return new Response(304, headers, new byte[0]);
    }
    return encoded(file, request, headers);
  }

  private static boolean names(List<String> ifNoneMatch, String tag) {
    return ifNoneMatch.stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(each -> each.strip().replaceFirst("^W/", ""))
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private static String accepted(Request request) {
    return String.join(",", request.header("accept-encoding"));
  }

  private static Response encoded(
      ConsoleFile file, Request request, Map<String, List<String>> headers) {
    var coding = file.codingFor(accepted(request));
    headers.put("vary", List.of("Accept-Encoding"));
    if (!coding.equals(ConsoleFile.PLAIN)) {
      headers.put("content-encoding", List.of(coding));
    }
    return new Response(200, headers, file.in(coding));
  }

  private Response answer(int status, String type, String cacheControl, byte[] body) {
    return new Response(status, headers(type, cacheControl), body);
  }

  private Map<String, List<String>> headers(String type, String cacheControl) {
    Map<String, List<String>> headers = new TreeMap<>(guards);
    headers.put("content-type", List.of(type));
    headers.put("cache-control", List.of(cacheControl));
    return headers;
  }
}
