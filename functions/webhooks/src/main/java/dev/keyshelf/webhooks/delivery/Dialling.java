package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.WebhookAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** Makes connections to the addresses that the guard found, and to no others. */
final class Dialling {
  private final Guard guard;
  private final SSLSocketFactory tls;
  private final Duration longestConnect;

  /** Creates it; each address of a host has {@code longestConnect} to accept a connection. */
  Dialling(Guard guard, SSLSocketFactory tls, Duration longestConnect) {
    this.guard = guard;
    this.tls = tls;
    this.longestConnect = longestConnect;
  }

  /**
   * Connects to a receiver.
   *
   * @throws UnansweredException if it may not or cannot be connected
   */
  Line connect(WebhookAddress address, Deadline deadline) throws UnansweredException {
    var socket = connected(guard.addresses(address, deadline), address.port(), deadline);
    try {
      return Line.on(socket, address.isSecure() ? Tls.secured(tls, socket, address) : socket);
    } catch (IOException _) {
      Deadline.closeQuietly(socket);
      throw new UnansweredException(Failure.TLS_FAILED);
    }
  }

  private Socket connected(List<InetAddress> addresses, int port, Deadline deadline)
      throws UnansweredException {
    for (var address : addresses) {
      // Without this, the properties of the JVM could name a proxy.
      var socket = new Socket(Proxy.NO_PROXY);
      try {
        deadline.closes(socket);
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(address, port), Math.toIntExact(longestConnect.toMillis()));
        return socket;
      } catch (IOException _) {
        Deadline.closeQuietly(socket);
      }
    }
    throw new UnansweredException(Failure.NOT_CONNECTED);
  }
}
