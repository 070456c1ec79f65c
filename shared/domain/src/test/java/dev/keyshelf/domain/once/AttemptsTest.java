package dev.keyshelf.domain.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void endWithTheFirstOutcome() {
    assertThat(Attempts.until(() -> Optional.of(made.incrementAndGet()))).isEqualTo(1);
  }

  @Test
  void continueWhileTheCommitIsStale() {
    var outcome =
        Attempts.until(() -> Optional.of(made.incrementAndGet()).filter(attempts -> attempts == 5));

    assertThat(outcome).isEqualTo(5);
  }

  @Test
  void endAfterALimitedNumber() {
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () ->
                Attempts.until(
                    () -> {
                      made.incrementAndGet();
                      return Optional.empty();
                    }));
    assertThat(made.get()).isBetween(2, 50);
  }
}
