package dev.keyshelf.domain.webhook;

/** Where webhooks lead to. */
public interface Receivers extends AutoCloseable {
  /**
   * Sends a message once. It never throws because of the receiver: that is a result.
   *
   * @return what came of it, after at most 10 seconds
   */
  DeliveryResult send(WebhookAddress address, WebhookMessage message);

  /** Closes connections that are still open. */
  @Override
  void close();
}
