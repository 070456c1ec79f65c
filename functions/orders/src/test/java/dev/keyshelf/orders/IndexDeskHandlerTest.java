package dev.keyshelf.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexDeskHandlerTest {
  private static final Events FIRED = Events.of("index-desk").withTimeLeft(Duration.ofMinutes(5));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private boolean isComplete(Events event) {
    return fixture.fire(IndexDeskHandler::new, event).path("complete").asBoolean();
  }

  @Test
  void beginsAgainOnlyIfTheEventSaysSo() {
    fixture.strike(Story.BOUGHT_AT);
    isComplete(FIRED);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofHours(1)));
    assertThat(isComplete(FIRED)).isTrue();

    assertThat(isComplete(FIRED.withDetail("again", "false"))).isTrue();
    assertThat(isComplete(FIRED.withDetail("again", "true"))).isFalse();
  }

  @Test
  void refusesAnEventThatSaysSomethingElse() {
    var event = FIRED.withDetail("again", "yes");

    assertThatThrownBy(() -> isComplete(event)).hasMessage("again: must be true or false");
  }
}
