package dev.keyshelf.local.gateway;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API on one machine: finds the route, asks the authorizer, reads the body, creates the
 * event, runs the function and writes its answer. It listens on the loopback address only, because
 * the development issuer gives a token to anybody who can run a command on this machine.
 */
public final class HttpGateway implements AutoCloseable {
  static final int MOST_BODY_BYTES = 10 * 1024 * 1024;
  static final int MOST_HEADER_BYTES = 10_240;

  /** Lambda's limit for the payload of a call and for its answer, in bytes. */
  static final int MOST_PAYLOAD_BYTES = 6_291_556;

  private static final System.Logger LOG = System.getLogger(HttpGateway.class.getName());
  private static final Clock MACHINE = Clock.systemUTC();
  private static final byte[] NOTHING = {};

  private final HttpListener listener;
  private final SecureRandom random = new SecureRandom();

  private record Site(
      RouteTable routes,
      Authorizers authorizers,
      Invocation invocation,
      OwnPages pages,
      RequestEvent events,
      List<Witness> witnesses) {}

  private HttpGateway(HttpListener listener) {
    this.listener = listener;
  }

  /**
   * Binds the port. Requests wait until {@link #serve} is called.
   *
   * @param port 0 takes any free port
   * @throws UserFault if the port cannot be bound
   */
  public static HttpGateway bind(int port) {
    return bind(port, Timeouts.USUAL);
  }

  /** Binds the port, with other timeouts for clients. */
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

  /** Returns the port that was bound. */
  public int port() {
    return listener.port();
  }

  /** Returns the URL for clients, without a slash at the end. */
  public URI baseUrl() {
    return URI.create("http://localhost:" + port());
  }

  /**
   * Starts answering requests.
   *
   * @param pages are asked before the template's routes
   * @param clock the clock by which answers are dated, so that clients see the business's time
   */
  public void serve(
      RouteTable routes,
      Authorizers authorizers,
      Invocation invocation,
      OwnPages pages,
      Clock clock) {
    var site =
        new Site(
            routes,
            authorizers,
            invocation,
            pages,
            new RequestEvent("localhost:" + port()),
            ServiceLoader.load(Witness.class).stream().map(ServiceLoader.Provider::get).toList());
    listener.serve(request -> new Answering(site, request), clock);
  }

  /** Starts answering requests, with answers that are dated by the machine's clock. */
  void serve(RouteTable routes, Authorizers authorizers, Invocation invocation) {
    serve(routes, authorizers, invocation, OwnPages.NONE, MACHINE);
  }

  /** One request while it is answered. */
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

    /** Checks the token before it reads the body, so that a body without a token is not read. */
    private FunctionAnswer answered() throws IOException {
      if (headerBytes(request) > MOST_HEADER_BYTES) {
        return message(431, "Request Header Fields Too Large");
      }
      var own = site.pages().answer(request);
      if (own.isPresent()) {
        return new FunctionAnswer(own.get().status(), own.get().headers(), own.get().body());
      }
      var route = site.routes().find(request.method(), request.path());
      if (route.isEmpty()) {
        return message(404, "Not Found");
      }
      Verdict verdict = null;
      var authorizer = route.get().authorizer();
      if (authorizer != null) {
        verdict =
            site.authorizers()
                .named(authorizer)
                .authorize(request.header("authorization"), route.get().key());
        switch (verdict) {
          case Verdict.Refused(var challenge) -> {
            return unauthorized(challenge);
          }
          case Verdict.Forbidden() -> {
            return message(403, "Forbidden");
          }
          case Verdict.Admitted _, Verdict.Identified _ -> {
            // The event has what the authorizer found.
          }
        }
      }
      body = request.body().read(MOST_BODY_BYTES + 1);
      return body.length > MOST_BODY_BYTES
          ? message(413, "Request Entity Too Large")
          : invoked(route.get(), verdict);
    }

    private FunctionAnswer invoked(RouteTable.Match route, @Nullable Verdict verdict) {
      var incoming = IncomingRequest.of(request, body);
      var event = site.events().write(incoming, route, requestId, verdict, MACHINE.instant());
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

  /** Counts the bytes to which an HTTP API's limit applies: request line and header lines. */
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

  /** Draws an id in the form of API Gateway's: 15 characters and an equals sign. */
  private String newRequestId() {
    var bytes = new byte[11];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Waits up to a second for requests to finish, then closes. Closing again does nothing. */
  @Override
  public void close() {
    listener.close();
  }
}
