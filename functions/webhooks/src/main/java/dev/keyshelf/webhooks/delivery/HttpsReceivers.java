package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Failure;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.Receivers;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;

/**
 * Receivers on the Internet, and nobody else's machines. Each attempt has at most ten seconds in
 * all, from resolving the host to the end of the answer. It follows no redirect, uses no proxy and
 * keeps no cookie.
 *
 * <p>A connection is kept for the next message to the same host and port, until {@link #close}. It
 * leads to the IP address that was checked when it was made.
 */
public final class HttpsReceivers implements Receivers {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Reach reach;
  private final Duration longest;
  private final Dialling dialling;
  private final ScheduledThreadPoolExecutor timer;

  /** Idle connections by the beginning of the address: scheme, host and port. */
  private final Map<String, Line> idle = new ConcurrentHashMap<>();

  /** Creates receivers; nothing is connected or started before the first message. */
  public HttpsReceivers(Reach reach) {
    this(reach, new Guard(Resolver.SYSTEM), Tls.trusted(), LONGEST);
  }

  HttpsReceivers(Reach reach, Guard guard, SSLSocketFactory tls, Duration longest) {
    this.reach = reach;
    this.longest = longest;
    this.dialling = new Dialling(guard, tls, longest.dividedBy(4));
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("deadlines").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public DeliveryResult send(WebhookAddress address, WebhookMessage message) {
    if (!address.isWithin(reach)) {
      return new Unanswered(Failure.ADDRESS_REFUSED);
    }
    try (var deadline = new Deadline(timer, longest)) {
      var result = attempt(address, message, deadline);
      return deadline.isOver() ? new Unanswered(Failure.TIMED_OUT) : result;
    }
  }

  /** Closes the idle connections. Messages can still be sent, on new ones. */
  @Override
  public void close() {
    for (var place : List.copyOf(idle.keySet())) {
      Optional.ofNullable(idle.remove(place)).ifPresent(Line::close);
    }
  }

  private DeliveryResult attempt(
      WebhookAddress address, WebhookMessage message, Deadline deadline) {
    var kept = Optional.ofNullable(idle.remove(place(address)));
    try {
      if (kept.isPresent()) {
        var line = kept.get();
        var result = onKept(line, address, message, deadline);
        if (result.isPresent()) {
          return result.get();
        }
      }
      return on(dialling.connect(address, deadline), address, message);
    } catch (UnansweredException unanswered) {
      return new Unanswered(unanswered.why());
    } catch (IOException | HttpException _) {
      return new Unanswered(Failure.BROKEN_ANSWER);
    }
  }

  /**
   * Sends on a kept connection. Receivers end idle connections at any time, so one that ends
   * without a byte of an answer is no answer of the receiver.
   *
   * @return empty if another connection is needed
   */
  private Optional<DeliveryResult> onKept(
      Line line, WebhookAddress address, WebhookMessage message, Deadline deadline)
      throws IOException, HttpException {
    try {
      deadline.closes(line.socket());
      return Optional.of(on(line, address, message));
    } catch (IOException failed) {
      if (line.isAnswering() || deadline.isOver()) {
        throw failed;
      }
      return Optional.empty();
    }
  }

  private DeliveryResult on(Line line, WebhookAddress address, WebhookMessage message)
      throws IOException, HttpException {
    try {
      return line.send(address, message);
    } finally {
      if (line.isReusable()) {
        Optional.ofNullable(idle.put(place(address), line)).ifPresent(Line::close);
      } else {
        line.close();
      }
    }
  }

  private static String place(WebhookAddress address) {
    return (address.isSecure() ? "https://" : "http://") + address.authority();
  }
}
