package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CloseCancellationWindowsHandlerTest {
  private static final Events FIRED = Events.of("close-cancellation-windows");
  private static final Instant CLOSES_AT = Story.BOUGHT_AT.plus(Duration.ofDays(60));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.bought(Story.licences(), Story.subscription());
  }

  private String answer(Events event) {
    var answer = fixture.fire(CloseCancellationWindowsHandler::new, event);
    return "closed %s, complete %s".formatted(answer.get("closed"), answer.get("complete"));
  }

  private Entitlement first() {
    return fixture
        .ports()
        .entitlements()
        .listOf(Story.PARTNER, Story.CUSTOMER, Story.ORDER)
        .getFirst();
  }

  @Test
  void closesNothingEarlyAndIgnoresTheTimeOfTheEvent() {
    fixture.strike(CLOSES_AT.minusMillis(1));

    assertThat(answer(FIRED)).isEqualTo("closed 0, complete true");
    assertThat(first().windowClosedAt()).isEmpty();
  }

  @Test
  void closesEachWindowOnceOverSeveralRuns() {
    fixture.strike(CLOSES_AT);

    assertThat(answer(FIRED)).isEqualTo("closed 2, complete true");
    assertThat(answer(FIRED)).isEqualTo("closed 0, complete true");
    assertThat(first().windowClosedAt()).contains(CLOSES_AT);
  }

  @Test
  void neverTouchesTheGate() {
    fixture.strike(CLOSES_AT.plus(Duration.ofDays(3)));
    var before = first();
    answer(FIRED);

    assertThat(first().gateAt(fixture.now())).isEqualTo(before.gateAt(fixture.now()));
    assertThat(first().activeQuantity()).isEqualTo(2);
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    fixture.strike(CLOSES_AT);

    assertThat(answer(FIRED.withTimeLeft(Duration.ofSeconds(5))))
        .isEqualTo("closed 0, complete false");
    assertThat(answer(FIRED)).isEqualTo("closed 2, complete true");
  }
}
