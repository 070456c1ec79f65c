package dev.keyshelf.webhooks.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A receiver on this machine that answers badly as often as its manners say. */
final class RoughReceiver implements AutoCloseable {
  /**
   * How a receiver behaves, each as a share of its requests.
   *
   * @param drops closes the connection, with the request read or not
   * @param hangs does not answer in time
   * @param dawdles answers late, but in time
   * @param fails answers with a status of an error
   * @param ends answers 410
   */
  record Manners(double drops, double hangs, double dawdles, double fails, double ends) {
    static final Manners GOOD = new Manners(0, 0, 0, 0, 0);
  }

  /** A request that was read to its end. */
  @SuppressWarnings("ArrayRecordComponent") // Arrivals are never compared.
  record Arrival(String id, Instant at, String signature, byte[] body) {}

  private static final List<Integer> FAILURES = List.of(500, 500, 500, 503, 404, 302, 429);

  private final ServerSocket socket;
  private final Duration deadline;
  private final Random random;
  private final List<Arrival> arrivals = new ArrayList<>();
  private Manners manners;

  /**
   * Starts a receiver.
   *
   * @param deadline the time that a sender waits for an answer
   */
  RoughReceiver(Manners manners, Duration deadline, long seed) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.deadline = deadline;
    this.random = new Random(seed);
    this.manners = manners;
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:%s/hook?of=test".formatted(socket.getLocalPort());
  }

  synchronized void behave(Manners better) {
    manners = better;
  }

  /** Returns the requests that have arrived, in their order. */
  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException _) {
      // The receiver is closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream());
      while (answer(connection, in)) {
        connection.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException _) {
      // The sender has given up.
    }
  }

  /** Answers a request; returns false if the connection is to be closed. */
  private boolean answer(Socket connection, InputStream in)
      throws IOException, InterruptedException {
    var does = drawn();
    var line = line(in);
    if (line.isEmpty() || does == Deed.DROP_UNREAD) {
      return false;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (var next = line(in); !next.isEmpty(); next = line(in)) {
      var colon = next.indexOf(':');
      headers.put(
          next.substring(0, colon).toLowerCase(Locale.ROOT), next.substring(colon + 1).strip());
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    arrived(headers, body);
    switch (does) {
      case DROP, DROP_UNREAD -> {
        return false;
      }
      // The sender's time is over before this thread goes on. Nothing waits for it.
      case HANG -> Thread.sleep(deadline.multipliedBy(2));
      case DAWDLE -> Thread.sleep(deadline.dividedBy(4));
      default -> {}
    }
    var status =
        switch (does) {
          case FAIL -> failure();
          case END -> 410;
          default -> 200;
        };
    connection
        .getOutputStream()
        .write(
            "HTTP/1.1 %s So\r\ncontent-length: 2\r\nlocation: /elsewhere\r\n\r\nok"
                .formatted(status)
                .getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  private enum Deed {
    RECEIVE,
    DROP,
    DROP_UNREAD,
    HANG,
    DAWDLE,
    FAIL,
    END
  }

  private synchronized Deed drawn() {
    var left = random.nextDouble();
    var half = random.nextBoolean();
    if ((left -= manners.drops()) < 0) {
      return half ? Deed.DROP : Deed.DROP_UNREAD;
    }
    if ((left -= manners.hangs()) < 0) {
      return Deed.HANG;
    }
    if ((left -= manners.dawdles()) < 0) {
      return Deed.DAWDLE;
    }
    if ((left -= manners.fails()) < 0) {
      return Deed.FAIL;
    }
    return left - manners.ends() < 0 ? Deed.END : Deed.RECEIVE;
  }

  private synchronized int failure() {
    return FAILURES.get(random.nextInt(FAILURES.size()));
  }

  private synchronized void arrived(Map<String, String> headers, byte[] body) {
    arrivals.add(
        new Arrival(
            headers.getOrDefault("webhook-id", ""),
            Instant.ofEpochSecond(
                Long.parseLong(Optional.ofNullable(headers.get("webhook-timestamp")).orElse("0"))),
            headers.getOrDefault("webhook-signature", ""),
            body));
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
      if (each != '\r') {
        bytes.write(each);
      }
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
