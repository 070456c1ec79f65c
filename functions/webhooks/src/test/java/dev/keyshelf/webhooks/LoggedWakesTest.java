package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoggedWakesTest {
  private static final Wake WAKE =
      new Wake(
          new PartnerId("contoso"),
          WebhookId.next(Instant.parse("2026-11-20T09:30:00Z")),
          "anything");

  private static Stream<RuntimeException> failures() {
    return Stream.of(
        new UnavailableException("no answer"), new IllegalStateException("access denied"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aRequestSucceedsAlthoughNothingIsWoken(RuntimeException failure) {
    var wakes =
        new LoggedWakes(
            _ -> {
              throw failure;
            });

    assertThatCode(() -> wakes.wake(List.of(WAKE))).doesNotThrowAnyException();
  }
}
