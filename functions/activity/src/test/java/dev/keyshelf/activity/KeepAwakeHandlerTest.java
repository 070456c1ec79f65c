package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.domain.deployment.Probes;
import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepAwakeHandlerTest {
  private static final Events FIRED = Events.of("keep-awake").withTimeLeft(Duration.ofMinutes(2));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final List<String> probed = new ArrayList<>();

  private KeepAwakeHandler handler(Probes probes) {
    return new KeepAwakeHandler(fixture.ports().clock(), probes);
  }

  @Test
  void probesTheAliasOfEachFunctionThatTheEventNames() {
    var answer =
        fixture.fire(
            _ ->
                handler(
                    version -> {
                      probed.add(version.toString());
                      return new Answered();
                    }),
            FIRED);

    assertThat(answer.path("awake").asInt()).isEqualTo(2);
    assertThat(probed)
        .containsExactly(
            "keyshelf-PlaceOrder-A1B2C3D4E5F6:live", "keyshelf-ReadOrders-A1B2C3D4E5F6:live");
  }

  /** Lambda then runs it again, and its dead-letter queue has the event. */
  @Test
  void failsIfAFunctionDoesNotAnswer() {
    assertThatIllegalStateException()
        .isThrownBy(() -> fixture.fire(_ -> handler(_ -> new Silent("asleep")), FIRED));
  }

  @Test
  void hasNothingToDoIfTheEventNamesNoFunction() {
    var handler = handler(_ -> new Silent("asleep"));

    assertThat(handler.run(new ScheduledEvent(), fixture.now(), TimeLeft.ENDLESS))
        .containsEntry("awake", 0);
  }
}
