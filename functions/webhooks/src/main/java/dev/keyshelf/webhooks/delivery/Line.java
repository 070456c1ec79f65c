package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/** HTTP/1.1 on one connection to a receiver. It sends what it is told to, once. */
final class Line {
  /** The most answers before the answer, such as early hints. */
  private static final int MOST_INTERIM = 10;

  private static final int OK = 200;
  private static final int SWITCHED = 101;
  private static final int LAST_STATUS = 599;

  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(8 * 1_024)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(10)
          .build();

  /** The connection itself looks at the limits in trailers only. */
  private static final DefaultHttpResponseParserFactory HEADS =
      new DefaultHttpResponseParserFactory(LIMITS);

  private final DefaultBHttpClientConnection connection =
      new DefaultBHttpClientConnection(LIMITS, null, null, null, null, null, HEADS);
  private final Socket socket;
  private boolean reusable;
  private boolean answering;

  private Line(Socket socket) {
    this.socket = socket;
  }

  /**
   * Begins HTTP on a connection.
   *
   * @param socket the connection
   * @param secured TLS on it; the same as {@code socket} without TLS
   */
  static Line on(Socket socket, Socket secured) throws IOException {
    var line = new Line(socket);
    if (secured instanceof SSLSocket tls) {
      line.connection.bind(tls, socket);
    } else {
      line.connection.bind(socket);
    }
    return line;
  }

  /** Returns the connection below TLS, whose end is that of all. */
  Socket socket() {
    return socket;
  }

  /** Returns whether the last answer has ended, and the receiver waits for another request. */
  boolean isReusable() {
    return reusable;
  }

  /** Returns whether the beginning of an answer to the last request was received. */
  boolean isAnswering() {
    return answering;
  }

  /**
   * Sends a message.
   *
   * @throws IOException if the connection ends
   * @throws HttpException if the answer is malformed
   */
  Answered send(WebhookAddress address, WebhookMessage message) throws IOException, HttpException {
    reusable = false;
    answering = false;
    var request = request(address, message);
    connection.sendRequestHeader(request);
    connection.sendRequestEntity(request);
    connection.flush();
    try {
      // It is never closed, because that would read the rest of its body.
      var response = answer();
      return answered(request, response);
    } catch (IllegalArgumentException malformed) {
      throw new ProtocolException("Malformed answer", malformed);
    }
  }

  /** Closes the connection at once, without waiting for the receiver. */
  void close() {
    connection.close(CloseMode.IMMEDIATE);
  }

  private static ClassicHttpRequest request(WebhookAddress address, WebhookMessage message) {
    var request = new BasicClassicHttpRequest("POST", "/");
    // The constructor would read a path of two slashes as another host.
    request.setPath(address.target());
    request.addHeader("Host", address.authority());
    request.addHeader("User-Agent", "Keyshelf-Webhooks/1");
    request.addHeader("Content-Type", "application/json");
    request.addHeader("Content-Length", message.body().length);
    request.addHeader("webhook-id", message.id());
    request.addHeader("webhook-timestamp", message.at().getEpochSecond());
    request.addHeader("webhook-signature", message.signature());
    message.requestId().ifPresent(id -> request.addHeader("x-request-id", id));
    message.span().ifPresent(span -> request.addHeader("traceparent", span.parent()));
    message.span().flatMap(Span::state).ifPresent(state -> request.addHeader("tracestate", state));
    request.setEntity(new ByteArrayEntity(message.body(), null));
    return request;
  }

  /** Receives the head of the answer, and drops interim ones before it. */
  private ClassicHttpResponse answer() throws IOException, HttpException {
    for (var interim = 0; interim <= MOST_INTERIM; interim++) {
      var response = connection.receiveResponseHeader();
      answering = true;
      if (response.getCode() > LAST_STATUS || response.getCode() == SWITCHED) {
        throw new ProtocolException("Status " + response.getCode());
      }
      if (response.getCode() >= OK) {
        return response;
      }
    }
    throw new ProtocolException("No answer after interim ones");
  }

  /** Reads the first bytes of the answer's body; the rest, if there is any, stays unread. */
  private Answered answered(ClassicHttpRequest request, ClassicHttpResponse response)
      throws IOException, HttpException {
    var excerpt = new byte[0];
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      connection.receiveResponseEntity(response);
      excerpt = response.getEntity().getContent().readNBytes(DeliveryResult.MOST_KEPT);
    }
    reusable =
        excerpt.length < DeliveryResult.MOST_KEPT
            && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                request, response, HttpCoreContext.create());
    return new Answered(response.getCode(), new String(excerpt, StandardCharsets.UTF_8));
  }
}
