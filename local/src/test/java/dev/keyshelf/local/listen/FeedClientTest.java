package dev.keyshelf.local.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.local.listen.FeedAnswer.Away;
import dev.keyshelf.local.listen.FeedAnswer.Page;
import dev.keyshelf.local.listen.FeedAnswer.Refused;
import dev.keyshelf.local.machine.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client asks of a server, and what it takes the answers for. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the server
final class FeedClientTest {
  private static final String PAGE = "{\"items\": [{\"id\": \"a\"}], \"examinedUpTo\": 7}";

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = PAGE;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.set(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private FeedAnswer read(String... types) throws InterruptedException {
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var client = new FeedClient(List.of(types))) {
      return client.read(new Endpoint(address, "secret"), "5", 20);
    }
  }

  @Test
  void asksForAPageAfterTheNumberWithItsToken() throws InterruptedException {
    assertThat(read()).isInstanceOf(Page.class);
    assertThat(asked.get()).isEqualTo("/v1/events?after=5&limit=1000&wait=20 Bearer secret");
  }

  @Test
  void asksForEachTypeAsItIsWritten() throws InterruptedException {
    read("dev.keyshelf.order.*", "a&b=c");

    assertThat(asked.get()).contains("&types=dev.keyshelf.order.*&types=a%26b%3Dc ");
  }

  @Test
  void returnsTheEventsAndTheNumberAfterWhichToGoOn() throws InterruptedException {
    var page = (Page) read();

    assertThat(page.examinedUpTo()).isEqualTo(7);
    assertThat(page.items()).extracting(each -> each.path("id").asText()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "504"})
  void takesATroubledServerForAway(int troubled) throws InterruptedException {
    status = troubled;

    assertThat(read()).isInstanceOf(Away.class);
  }

  @Test
  void takesAServerThatDoesNotListenForAway() throws InterruptedException {
    server.stop(0);

    assertThat(read())
        .isInstanceOf(Away.class)
        .extracting(Object::toString)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void saysWhatAProblemSays() throws InterruptedException {
    status = 400;
    body =
        """
        {"code": "invalid-parameter", "detail": "The query has a fault.",
         "errors": [{"parameter": "after", "detail": "must be at most 7"}]}
        """;

    assertThat(read())
        .isEqualTo(
            new Refused("invalid-parameter: The query has a fault. after must be at most 7."));
  }

  @Test
  void saysThatATokenIsNotAccepted() throws InterruptedException {
    status = 401;
    body = "{\"message\":\"Unauthorized\"}";

    assertThat(((Refused) read()).why()).contains("does not accept the token", "--token");
  }

  @ParameterizedTest
  @CsvSource({"200, <p>", "200, {}", "302, ''", "404, {}"})
  void refusesAnAnswerThatIsNoPage(int other, String text) throws InterruptedException {
    status = other;
    body = text;

    assertThat(((Refused) read()).why()).contains("no page of events");
  }
}
