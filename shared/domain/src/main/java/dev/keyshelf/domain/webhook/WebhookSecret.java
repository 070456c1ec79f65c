package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret that signs deliveries. It is sealed, and bound to its webhook.
 *
 * @param sealed the secret of the HMAC and the seed of the Ed25519 key
 * @param publicKey the Ed25519 public key, 32 bytes in Base64
 * @param expiresAt when it stops signing (exclusive); empty for the newest
 */
public record WebhookSecret(
    Sealed sealed, String publicKey, Instant createdAt, Optional<Instant> expiresAt) {
  /** How long a secret still signs after it was replaced. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /**
   * Returns a new secret, sealed.
   *
   * @param boundTo what the webhook's secrets are bound to
   */
  static WebhookSecret sealed(SigningSecret secret, KeyVault vault, String boundTo, Instant now) {
    return new WebhookSecret(
        vault.seal(secret.text(), boundTo), secret.publicKey(), now, Optional.empty());
  }

  /** Returns whether it signs at {@code now}. */
  public boolean holdsAt(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }

  /** Returns a copy that was replaced at {@code now}, and still signs for {@link #OVERLAP}. */
  public WebhookSecret replacedAt(Instant now) {
    return new WebhookSecret(sealed, publicKey, createdAt, Optional.of(now.plus(OVERLAP)));
  }
}
