package dev.keyshelf.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.embedded.wire.Trouble.Fate;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the journey while the table store throttles requests and loses answers. */
class TroubleTest {
  private static final Settings SETTINGS =
      Settings.inMemory(Settings.defaultTemplate())
          .withPort(0)
          .withEnvironment(Map.of())
          .withClockOffset(Beginning.offset());

  /** The journey checks itself: one order, 51 downloads, one invoice, a credit to the cent. */
  @Test
  void doesEverythingOnceAlthoughOneRequestInTwentyFails(@TempDir Path folder) {
    var fates = new ConcurrentHashMap<Fate, Integer>();
    var trouble = Trouble.ofShare(0.05, new Random(16));
    Trouble counted =
        target -> {
          var fate = trouble.next(target);
          fates.merge(fate, 1, Integer::sum);
          return fate;
        };
    var story = new StringWriter();

    try (var machine = OneMachine.start(SETTINGS.withTrouble(counted))) {
      assertThat(fates).as("trouble before the server accepts requests").isEmpty();
      assertThat(Journey.walk(machine, new PrintWriter(story), folder)).as("%s", story).isPresent();
    }

    assertThat(fates).as("fates of requests").containsKeys(Fate.THROTTLED, Fate.LOST);
  }

  @Test
  void refusesTroubleForAStoreThatIsNotEmbedded() {
    var elsewhere =
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1",
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1",
            "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "b");
    var settings = SETTINGS.withTrouble(Trouble.none()).withEnvironment(elsewhere);

    assertThatThrownBy(() -> OneMachine.start(settings))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("--trouble");
  }
}
