package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Wakes;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedWakesTest {
  private static final List<Wake> WAKES =
      List.of(new Wake(new PartnerId("a"), new WebhookId("01KAGM8D40J5Q2W7T9Y1B3N6R8"), "cause"));

  @Test
  void goesOnIfTheQueueDoesNotAnswer() {
    Wakes down =
        _ -> {
          throw new UnavailableException("the queue is down");
        };

    assertThatCode(() -> new LoggedWakes(down).wake(WAKES)).doesNotThrowAnyException();
  }

  @Test
  void hidesNoOtherFailure() {
    Wakes broken =
        _ -> {
          throw new IllegalStateException("a bug");
        };

    assertThatThrownBy(() -> new LoggedWakes(broken).wake(WAKES)).hasMessage("a bug");
  }
}
