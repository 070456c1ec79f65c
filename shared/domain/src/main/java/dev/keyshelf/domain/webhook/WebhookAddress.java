package dev.keyshelf.domain.webhook;

/** The checked address of a receiver. */
public record WebhookAddress(String text) {
  @Override
  public String toString() {
    return text;
  }
}
