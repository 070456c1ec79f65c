package dev.keyshelf.local.gateway;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An HTTP API on one machine: finds the route, asks the authorizer, makes the event, runs the
 * function, and writes its answer. It listens on the loopback address only: the development issuer
 * gives a token to anybody who can start a command here.
 */
public final class HttpGateway implements AutoCloseable {
  static final int MOST_BODY_BYTES = 10 * 1024 * 1024;
  static final int MOST_HEADER_BYTES = 10_240;

  /** Lambda's limit for the payload of a call and of its answer. */
  static final int MOST_PAYLOAD_BYTES = 6_291_556;

  /** How much of a body that is too large is still read, so that the client sees the answer. */
  private static final int MOST_DRAINED_BYTES = 64 * 1024 * 1024;

  /** What the server itself decides about a connection. */
  private static final Set<String> SERVER_HEADERS =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  private static final System.Logger LOG = System.getLogger(HttpGateway.class.getName());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final SecureRandom random = new SecureRandom();

  private record Site(
      RouteTable routes,
      Authorizer authorizer,
      Invocation invocation,
      Map<String, String> documents,
      RequestEvent events) {}

  private HttpGateway(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port; requests wait until {@link #serve} says what to do with them.
   *
   * @param port 0 takes any free one
   */
  public static HttpGateway bind(int port) {
    try {
      return new HttpGateway(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    } catch (BindException e) {
      throw new UserFault(
          "port %s cannot be used (%s); choose another with --port".formatted(port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that was bound. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where clients find it; no slash at the end. */
  public URI baseUrl() {
    return URI.create("http://localhost:" + port());
  }

  /**
   * Begins to answer.
   *
   * @param documents the gateway's own JSON documents by path, beside the template's routes: the
   *     development issuer's
   */
  public void serve(
      RouteTable routes,
      Authorizer authorizer,
      Invocation invocation,
      Map<String, String> documents) {
    var site =
        new Site(
            routes, authorizer, invocation, documents, new RequestEvent("localhost:" + port()));
    var context = server.createContext("/", exchange -> handle(exchange, site));
    // What the class path offers sees every exchange: the tests hold each against the contract.
    ServiceLoader.load(Filter.class).forEach(context.getFilters()::add);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange, Site site) throws IOException {
    var requestId = newRequestId();
    try (exchange) {
      FunctionAnswer answer;
      try {
        answer = answer(exchange, requestId, site);
        copyHeaders(answer, exchange.getResponseHeaders());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "request " + requestId + " failed", e);
        answer = message(500, "Internal Server Error");
        exchange.getResponseHeaders().clear();
        copyHeaders(answer, exchange.getResponseHeaders());
      }
      send(exchange, requestId, answer);
    }
  }

  private static FunctionAnswer answer(HttpExchange exchange, String requestId, Site site)
      throws IOException {
    var request = read(exchange);
    if (request.headerBytes() > MOST_HEADER_BYTES) {
      return message(431, "Request Header Fields Too Large");
    }
    if (request.body().length > MOST_BODY_BYTES) {
      return message(413, "Request Entity Too Large");
    }
    var document = site.documents().get(request.rawPath());
    if (document != null && Set.of("GET", "HEAD").contains(request.method())) {
      return json(200, document);
    }
    var route = site.routes().find(request.method(), request.rawPath());
    if (route.isEmpty()) {
      return message(404, "Not Found");
    }
    Map<String, Object> claims = null;
    if (route.get().authorized()) {
      switch (site.authorizer().authorize(request.header("authorization"))) {
        case Authorizer.Verdict.Refused(var challenge) -> {
          return unauthorized(challenge);
        }
        case Authorizer.Verdict.Admitted(var admitted) -> claims = admitted;
      }
    }
    var machine = Clock.systemUTC();
    var event = site.events().write(request, route.get(), requestId, claims, machine.instant());
    if (event.length > MOST_PAYLOAD_BYTES) {
      return message(413, "Request Entity Too Large");
    }
    var answer = site.invocation().invoke(route.get().function(), event);
    if (answer.length > MOST_PAYLOAD_BYTES) {
      LOG.log(
          Level.ERROR,
          String.format(
              Locale.ROOT,
              "request %s: the answer of %s has %,d bytes, more than Lambda's 6 MB",
              requestId,
              route.get().function(),
              answer.length));
      return message(500, "Internal Server Error");
    }
    try {
      return FunctionAnswer.parse(answer);
    } catch (FunctionAnswer.Malformed e) {
      LOG.log(
          Level.ERROR,
          "request %s: %s: %s".formatted(requestId, route.get().function(), e.getMessage()));
      return message(500, "Internal Server Error");
    }
  }

  private static IncomingRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    var uri = exchange.getRequestURI();
    var path = uri.getRawPath();
    if (!uri.isAbsolute() && uri.getRawAuthority() != null) {
      // A path that begins with two slashes was read as a host and a path: give it back.
      path = "//" + uri.getRawAuthority() + path;
    }
    return new IncomingRequest(
        exchange.getRequestMethod(),
        path,
        uri.getRawQuery(),
        exchange.getProtocol(),
        headers,
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        body(exchange.getRequestBody()));
  }

  /** The body, or its first bytes up to one more than may be. */
  private static byte[] body(InputStream stream) throws IOException {
    var body = stream.readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      var drained = new byte[64 * 1024];
      var left = MOST_DRAINED_BYTES;
      for (int n = 0; n >= 0 && left > 0; left -= n) {
        n = stream.read(drained);
      }
    }
    return body;
  }

  private static void copyHeaders(FunctionAnswer answer, Headers headers) {
    answer
        .headers()
        .forEach(
            (name, values) -> {
              if (!SERVER_HEADERS.contains(name)) {
                headers.put(name, new ArrayList<>(values));
              }
            });
  }

  private static void send(HttpExchange exchange, String requestId, FunctionAnswer answer)
      throws IOException {
    var head = exchange.getRequestMethod().equals("HEAD");
    var length = answer.body().length;
    exchange.getResponseHeaders().set("apigw-requestid", requestId);
    if (head) {
      var said = answer.headers().getOrDefault("content-length", List.of("0")).getFirst();
      exchange.getResponseHeaders().set("content-length", length == 0 ? said : "" + length);
    }
    var bodiless = head || length == 0 || answer.status() == 204 || answer.status() == 304;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : length);
    if (!bodiless) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static FunctionAnswer unauthorized(String challenge) {
    var plain = message(401, "Unauthorized");
    Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
    headers.put("www-authenticate", List.of(challenge));
    return new FunctionAnswer(plain.status(), headers, plain.body());
  }

  private static FunctionAnswer message(int status, String text) {
    return json(status, "{\"message\":\"%s\"}".formatted(text));
  }

  private static FunctionAnswer json(int status, String body) {
    return new FunctionAnswer(
        status,
        Map.of("content-type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** In API Gateway's own shape: 15 characters and an equals sign. */
  private String newRequestId() {
    var bytes = new byte[11];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Lets requests under way finish for a second. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      server.stop(1);
      threads.shutdownNow();
    }
  }
}
