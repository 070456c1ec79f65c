package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.key.KeyText;
import dev.keyshelf.domain.support.AttachmentId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

class IdentifierFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isNothingOrTheVeryTextThatItWasReadFrom(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    is(text, CustomerId.parse(text), CustomerId::value);
    is(text, OrderId.parse(text), OrderId::value);
    is(text, LinkId.parse(text), LinkId::value);
    is(text, SupportRequestId.parse(text), SupportRequestId::value);
    is(text, AttachmentId.parse(text), AttachmentId::value);
    is(text, PartnerId.parse(text), PartnerId::value);
    is(text, ProductId.parse(text), ProductId::value);
    is(text, SkuId.parse(text), SkuId::value);
    is(text, DownloadId.parse(text), DownloadId::value);
    is(text, LinkToken.parse(text), LinkToken::text);
    is(text, Market.parse(text), Market::toString);
    is(
        text,
        EntitlementId.parse(text),
        id -> {
          if (!EntitlementId.of(id.order(), id.line()).equals(id)) {
            throw new AssertionError("order and line do not give the same id: " + id);
          }
          return id.value();
        });
    TenantId.parse(text)
        .ifPresent(
            tenant -> {
              if (!TenantId.parse(tenant.toString()).equals(Optional.of(tenant))) {
                throw new AssertionError("does not round-trip: " + tenant);
              }
            });
    KeyText.isWellTyped(text);
  }

  private static <T> void is(String text, Optional<T> read, Function<T, String> written) {
    if (read.isPresent() && !written.apply(read.get()).equals(text)) {
      throw new AssertionError("%s was parsed as %s".formatted(text, written.apply(read.get())));
    }
  }
}
