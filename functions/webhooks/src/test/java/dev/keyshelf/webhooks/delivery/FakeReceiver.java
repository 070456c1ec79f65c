package dev.keyshelf.webhooks.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver on a loopback address of its own, on port 8443, that behaves as its test says. */
final class FakeReceiver implements AutoCloseable {
  static final int PORT = 8443;

  private static final AtomicInteger LAST = new AtomicInteger(1);

  private final ServerSocket server;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private FakeReceiver(ServerSocket server, Conversation conversation) throws IOException {
    this.server = server;
    server.bind(new InetSocketAddress(ownAddress(), PORT));
    Thread.ofVirtual().start(() -> serve(conversation));
  }

  /** What a receiver does on one connection, which is closed after it. */
  @FunctionalInterface
  interface Conversation {
    void hold(Peer peer) throws IOException;
  }

  /** Starts a receiver with TLS. */
  static FakeReceiver tls(Certificates certificate, Conversation conversation) {
    try {
      return new FakeReceiver(
          certificate.served().getServerSocketFactory().createServerSocket(), conversation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a receiver that gets the bytes as they are. */
  static FakeReceiver raw(Conversation conversation) {
    try {
      return new FakeReceiver(new ServerSocket(), conversation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a receiver that answers each request with this text. */
  static FakeReceiver answering(String answer) {
    return tls(
        Certificates.GOOD,
        peer -> {
          while (peer.readRequest()) {
            peer.write(answer);
          }
        });
  }

  /**
   * Returns an address at which nothing listens. That of a receiver that has been closed would not
   * do: it accepts connections until the thread that waits for them has ended.
   */
  static InetAddress notListening() {
    return ownAddress();
  }

  InetAddress address() {
    return server.getInetAddress();
  }

  /** Returns how many connections it got. */
  int connections() {
    return connections.size();
  }

  /** Returns the requests that it got, with their bodies. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var each : connections) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Conversation conversation) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> hold(conversation, socket));
      } catch (IOException _) {
        // It was closed.
      }
    }
  }

  private void hold(Conversation conversation, Socket socket) {
    try (socket) {
      conversation.hold(new Peer(socket));
    } catch (IOException _) {
      // The sender has ended the connection.
    }
  }

  /** Builds that run at the same time have other processes. */
  private static InetAddress ownAddress() {
    var process = ProcessHandle.current().pid();
    var bytes =
        new byte[] {
          127, (byte) (process >> 8), (byte) process, (byte) LAST.updateAndGet(i -> i % 250 + 1)
        };
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("four bytes are an address", impossible);
    }
  }

  /** The sender at the other end of a connection. */
  final class Peer {
    private final InputStream in;
    private final OutputStream out;

    private Peer(Socket socket) throws IOException {
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads a request with its body; returns false if there is none. */
    boolean readRequest() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        var next = in.read();
        if (next < 0) {
          return false;
        }
        head.write(next);
      }
      var text = head.toString(StandardCharsets.UTF_8);
      var length =
          text.lines()
              .map(line -> line.toLowerCase(Locale.ROOT))
              .filter(line -> line.startsWith("content-length: "))
              .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
              .findFirst()
              .orElse(0);
      requests.add(text + new String(in.readNBytes(length), StandardCharsets.UTF_8));
      return true;
    }

    /** Writes text, in which {@code \n} is a line's end. */
    void write(String text) throws IOException {
      out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Returns the next bytes; fewer if the connection ends before. */
    byte[] read(int length) throws IOException {
      return in.readNBytes(length);
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Waits until the sender ends the connection. */
    void waitForTheEnd() throws IOException {
      while (in.read() >= 0) {
        // What comes is of no interest.
      }
    }
  }
}
