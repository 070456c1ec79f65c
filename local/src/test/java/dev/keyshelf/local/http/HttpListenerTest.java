package dev.keyshelf.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.StoppedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends raw bytes to the server until it closes the connection. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
final class HttpListenerTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int MOST_READ = 1_000;
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\n";
  private static final String UNREAD = "POST /unread HTTP/1.1\r\nHost: a\r\n";

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpListener listener;

  @BeforeEach
  void listen() throws IOException {
    listenFor(new Timeouts(LONG, LONG, LONG));
  }

  private void listenFor(Timeouts timeouts) throws IOException {
    if (listener != null) {
      listener.close();
    }
    listener = HttpListener.bind(0, timeouts);
    listener.serve(Answering::new, new StoppedClock());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  /** Answers with the request's body, except for paths that ask for something else. */
  private final class Answering implements HttpListener.Exchange {
    private final Request request;

    Answering(Request request) {
      this.request = request;
      asked.add(request.method() + " " + request.target());
    }

    @Override
    public Response answer() throws IOException {
      return switch (request.path()) {
        case "/unread" -> Response.message(401, "Unauthorized");
        case "/huge" -> new Response(200, Map.of(), new byte[64 * 1024 * 1024]);
        default ->
            new Response(200, Map.of("x-kind", List.of("echo")), request.body().read(MOST_READ));
      };
    }

    @Override
    public void close() {
      ended.countDown();
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Sends a text and returns all that the server sends until it closes the connection. */
  private String raw(String text) throws IOException {
    try (var socket = connect()) {
      send(socket, text);
      return rest(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a, b\r\n\r\n",
        "GET /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\nHost: a\n\n",
        "GET /x HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nX-A: b\n\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\rX-A: b\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nX-A\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
        "GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
        "GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\na",
        POST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET  /x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /x  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /x\r\nHost: a\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a|b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /x#y HTTP/1.1\r\nHost: a\r\n\r\n",
        "G@T /x HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\n\r\n",
        "\u0016\u0003\u0001\r\n\r\n"
      })
  void refusesRequestsThatServersCouldReadDifferently(String request) throws IOException {
    var answer = raw(request);

    assertThat(answer)
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("connection: close\r\n")
        .endsWith("\r\n\r\n{\"message\":\"Bad Request\"}")
        .doesNotContainIgnoringCase("java", "exception");
    assertThat(answer.split("HTTP/1.1", -1)).hasSize(2);
  }

  @Test
  void refusesOtherVersionsAndCodings() throws IOException {
    assertThat(raw("GET /x HTTP/2.0\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    assertThat(raw("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"))
        .startsWith("HTTP/1.1 501 ");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\nab\r\n0\r\n\r\n",
        "2\r\nabc\r\n0\r\n\r\n",
        "2\r\nab\n0\r\n\r\n",
        "-2\r\nab\r\n0\r\n\r\n",
        "0x2\r\nab\r\n0\r\n\r\n",
        "\r\nab\r\n0\r\n\r\n",
        "123456789\r\nab\r\n0\r\n\r\n"
      })
  void refusesBrokenChunks(String chunks) throws IOException {
    var answer = raw("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void refusesAHeadThatNeverEnds() throws IOException {
    assertThat(raw("GET /x HTTP/1.1\r\nHost: a\r\nX-A: " + "x".repeat(70_000)))
        .startsWith("HTTP/1.1 431 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void readsSeveralRequestsFromOneConnection() throws IOException {
    var answer =
        raw(
            "\r\nPOST /a?b=[c] HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\nab"
                + "POST http://b:1/b HTTP/1.1\r\nHost: b:1\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "1;x=y\r\nc\r\n1\r\nd\r\n0\r\nX-Trailer: e\r\n\r\n"
                + "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nef"
                + "HEAD /c HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n");

    assertThat(asked).containsExactly("POST /a?b=[c]", "POST /b", "POST /unread", "HEAD /c");
    assertThat(answer.split("HTTP/1.1 ", -1))
        .satisfiesExactly(
            before -> assertThat(before).isEmpty(),
            first ->
                assertThat(first)
                    .startsWith("200 OK\r\n")
                    .contains("x-kind: echo\r\n", "content-length: 2\r\n", "date: ")
                    .doesNotContain("connection")
                    .endsWith("\r\n\r\nab"),
            second -> assertThat(second).endsWith("\r\n\r\ncd"),
            third -> assertThat(third).startsWith("401 "),
            last -> assertThat(last).contains("connection: close").endsWith("\r\n\r\n"));
  }

  @Test
  void answersAnHttp10ClientAndCloses() throws IOException {
    assertThat(raw("GET /x HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void answersBeforeABodyThatItDoesNotRead() throws IOException {
    try (var socket = connect()) {
      send(socket, UNREAD + "Content-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");

      assertThat(rest(socket)).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void letsAClientFinishABodyThatIsNotRead() throws IOException {
    var body = "x".repeat(2_000_000);
    var answer = raw("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n" + body);

    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void sends100ContinueToAClientThatWaits() throws IOException {
    try (var socket = connect()) {
      send(socket, POST + "Content-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n");
      var first = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
      send(socket, "ab");

      assertThat(first).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").endsWith("ab");
    }
  }

  @Test
  void closesASilentConnection() throws IOException {
    listenFor(new Timeouts(LONG, SHORT, LONG));

    assertThat(raw("")).isEmpty();
  }

  @Test
  void closesAConnectionThatStopsInAHead() throws IOException {
    listenFor(new Timeouts(LONG, SHORT, LONG));

    assertThat(raw("GET /x HTTP/1.1\r\nHost: a\r\n")).startsWith("HTTP/1.1 408 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void closesAConnectionThatStopsInABody() throws IOException {
    listenFor(new Timeouts(LONG, LONG, SHORT));

    assertThat(raw("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"))
        .startsWith("HTTP/1.1 408 ");
  }

  @Test
  void closesAnIdleConnection() throws IOException {
    listenFor(new Timeouts(SHORT, LONG, LONG));

    assertThat(raw("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("408");
  }

  @Test
  void closesAHalfClosedConnection() throws IOException {
    try (var socket = connect()) {
      send(socket, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
      socket.shutdownOutput();

      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void closesAConnectionThatDoesNotReadTheAnswer() throws Exception {
    listenFor(new Timeouts(LONG, LONG, SHORT));
    try (var socket = connect()) {
      send(socket, "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
      ended.await();

      assertThat(asked).containsExactly("GET /huge");
    }
  }
}
