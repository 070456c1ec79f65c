package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.webhook.WebhookAddress;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS with receivers. */
final class Tls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private Tls() {}

  /** Returns TLS that trusts the authorities of the JDK, and shows no certificate of its own. */
  static SSLSocketFactory trusted() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  /**
   * Begins TLS on a connection, and verifies that the receiver is the host of the address.
   *
   * @throws IOException if it is not, or the connection ends
   */
  static SSLSocket secured(SSLSocketFactory tls, Socket socket, WebhookAddress address)
      throws IOException {
    // A host name is also what the receiver is asked for (SNI). The brackets are of IPv6.
    var host = address.host().replaceAll("[\\[\\]]", "");
    var secured = (SSLSocket) tls.createSocket(socket, host, address.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
