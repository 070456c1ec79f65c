package dev.keyshelf.local.gateway;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.http.HttpListener;
import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import dev.keyshelf.local.http.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API on one machine: finds the route, asks the authorizer, reads the body, makes the
 * event, runs the function, and writes its answer. It listens on the loopback address only: the
 * development issuer gives a token to anybody who can start a command here.
 */
public final class HttpGateway implements AutoCloseable {
  static final int MOST_BODY_BYTES = 10 * 1024 * 1024;
  static final int MOST_HEADER_BYTES = 10_240;

  /** Lambda's limit for the payload of a call and of its answer. */
  static final int MOST_PAYLOAD_BYTES = 6_291_556;

  private static final System.Logger LOG = System.getLogger(HttpGateway.class.getName());
  private static final Clock MACHINE = Clock.systemUTC();
  private static final byte[] NOTHING = {};

  private final HttpListener listener;
  private final SecureRandom random = new SecureRandom();

  private record Site(
      RouteTable routes,
      Authorizer authorizer,
      Invocation invocation,
      Map<String, String> documents,
      RequestEvent events,
      List<Witness> witnesses) {}

  private HttpGateway(HttpListener listener) {
    this.listener = listener;
  }

  /**
   * Takes the port; requests wait until {@link #serve} says what to do with them.
   *
   * @param port 0 takes any free one
   */
  public static HttpGateway bind(int port) {
    return bind(port, Timeouts.USUAL);
  }

  /** Does the same, and waits for clients for so long. */
  static HttpGateway bind(int port, Timeouts timeouts) {
    try {
      return new HttpGateway(HttpListener.bind(port, timeouts));
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
    return listener.port();
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
            routes,
            authorizer,
            invocation,
            documents,
            new RequestEvent("localhost:" + port()),
            ServiceLoader.load(Witness.class).stream().map(ServiceLoader.Provider::get).toList());
    listener.serve(request -> new Answering(site, request));
  }

  /** One request on its way. */
  private final class Answering implements HttpListener.Exchange {
    private final Site site;
    private final Request request;
    private final String requestId = newRequestId();
    private final List<Witness.Watch> watches;
    private byte[] body = NOTHING;

    Answering(Site site, Request request) {
      this.site = site;
      this.request = request;
      this.watches = site.witnesses().stream().map(witness -> witness.begins(request)).toList();
    }

    @Override
    public Response answer() throws IOException {
      Response response;
      try {
        response = response(answered());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "request " + requestId + " failed", e);
        response = response(message(500, "Internal Server Error"));
      }
      for (var watch : watches) {
        watch.answered(body, response);
      }
      return response;
    }

    private Response response(FunctionAnswer answer) {
      var headers = new TreeMap<>(answer.headers());
      headers.put("apigw-requestid", List.of(requestId));
      return new Response(answer.status(), headers, answer.body());
    }

    /** The token before the body: who has none is not read at length. */
    private FunctionAnswer answered() throws IOException {
      if (headerBytes(request) > MOST_HEADER_BYTES) {
        return message(431, "Request Header Fields Too Large");
      }
      var document = site.documents().get(request.path());
      if (document != null && Set.of("GET", "HEAD").contains(request.method())) {
        return json(200, document);
      }
      var route = site.routes().find(request.method(), request.path());
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
      body = request.body().read(MOST_BODY_BYTES + 1);
      return body.length > MOST_BODY_BYTES
          ? message(413, "Request Entity Too Large")
          : invoked(route.get(), claims);
    }

    private FunctionAnswer invoked(RouteTable.Match route, @Nullable Map<String, Object> claims) {
      var incoming = IncomingRequest.of(request, body);
      var event = site.events().write(incoming, route, requestId, claims, MACHINE.instant());
      if (event.length > MOST_PAYLOAD_BYTES) {
        return message(413, "Request Entity Too Large");
      }
      var answer = site.invocation().invoke(route.function(), event);
      if (answer.length > MOST_PAYLOAD_BYTES) {
        LOG.log(
            Level.ERROR,
            String.format(
                Locale.ROOT,
                "request %s: the answer of %s has %,d bytes, more than Lambda's 6 MB",
                requestId,
                route.function(),
                answer.length));
        return message(500, "Internal Server Error");
      }
      try {
        return FunctionAnswer.parse(answer);
      } catch (FunctionAnswer.Malformed e) {
        LOG.log(
            Level.ERROR,
            "request %s: %s: %s".formatted(requestId, route.function(), e.getMessage()));
        return message(500, "Internal Server Error");
      }
    }

    @Override
    public void close() {
      watches.forEach(Witness.Watch::ended);
    }
  }

  /** What counts against the limit of an HTTP API: the request line and all header lines. */
  private static int headerBytes(Request request) {
    var bytes = request.method().length() + request.target().length() + 12;
    for (var header : request.headers().entrySet()) {
      for (var value : header.getValue()) {
        bytes += header.getKey().length() + value.length() + 4;
      }
    }
    return bytes;
  }

  private static FunctionAnswer unauthorized(String challenge) {
    var plain = message(401, "Unauthorized");
    Map<String, List<String>> headers = new TreeMap<>(plain.headers());
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
    listener.close();
  }
}
