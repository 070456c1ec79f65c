package dev.keyshelf.local.drill;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.local.fault.UserFault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class DrillMemoryTest {
  private static final Restoration OF_A_LARGE_COPY =
      new Restoration() {
        @Override
        public Restored restore() {
          throw new OutOfMemoryError("of the test");
        }

        @Override
        public void close() {}
      };

  @Test
  void saysThatACopyDoesNotFitIntoMemory() {
    var drill = new Drill(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> drill.run(OF_A_LARGE_COPY))
        .withMessageStartingWith("the copy does not fit into memory: ");
  }
}
