package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class CloseCancellationWindowsHandlerTest {
  private static final Events FIRED = Events.of("close-cancellation-windows");
  private static final Instant CLOSES_AT = Story.BOUGHT_AT.plus(Duration.ofDays(60));

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void placeTheOrder(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.isPlaced(wiring.orders(), Story.order(Story.licences(), Story.subscription()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private String answer(Events event) {
    var answer =
        event
            .to(
                new CloseCancellationWindowsHandler(wiring)::handleRequest,
                ScheduledEvent.class,
                Context.class)
            .answer();
    return "closed %s, complete %s".formatted(answer.get("closed"), answer.get("complete"));
  }

  private Entitlement first() {
    return wiring.entitlements().listOf(Story.PARTNER, Story.CUSTOMER, Story.ORDER).getFirst();
  }

  @Test
  void closesNothingBeforeItsTimeWhateverTheEventSays() {
    clock.strike(CLOSES_AT.minusMillis(1));

    assertThat(answer(FIRED)).isEqualTo("closed 0, complete true");
    assertThat(first().windowClosedAt()).isEmpty();
  }

  @Test
  void closesEachWindowOnceHoweverOftenItIsFired() {
    clock.strike(CLOSES_AT);

    assertThat(answer(FIRED)).isEqualTo("closed 2, complete true");
    assertThat(answer(FIRED)).isEqualTo("closed 0, complete true");
    assertThat(first().windowClosedAt()).contains(CLOSES_AT);
  }

  @Test
  void neverTouchesTheGate() {
    clock.strike(CLOSES_AT.plus(Duration.ofDays(3)));
    var before = first();
    answer(FIRED);

    assertThat(first().gateAt(clock.instant())).isEqualTo(before.gateAt(clock.instant()));
    assertThat(first().activeQuantity()).isEqualTo(2);
  }

  @Test
  void leavesTheRestToTheNextRunWhenItsTimeRunsOut() {
    clock.strike(CLOSES_AT);

    assertThat(answer(FIRED.withTimeLeft(Duration.ofSeconds(5))))
        .isEqualTo("closed 0, complete false");
    assertThat(answer(FIRED)).isEqualTo("closed 2, complete true");
  }
}
