package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  @Test
  void actionsHaveTheTimeThatTheirCallerHas() {
    var written = new AtomicInteger();
    var late = TimeLeft.of(() -> TimeLeft.LEAST.minus(Duration.ofMillis(1)));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () ->
                late.during(
                    () -> {
                      AtOnce.forEach(
                          List.of(1, 2),
                          _ -> {
                            TimeLeft.requireEnoughToWrite();
                            written.incrementAndGet();
                          });
                      return "";
                    }));
    assertThat(written).hasValue(0);
  }
}
