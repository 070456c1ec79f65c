package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.webhook.WebhookSecret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicKeyJsonTest {
  /** RFC 8037, appendix A.3. */
  @Test
  void namesAKeyByItsThumbprint() {
    var secret =
        new WebhookSecret(
            new Sealed(""),
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            Instant.EPOCH,
            Optional.empty());

    assertThat(PublicKeyJson.kid(secret)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }
}
