package dev.keyshelf.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Hooked;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which webhooks a run of the schedule wakes, and what it counts. */
class WakeWebhooksHandlerTest {
  private static final Events FIRED =
      Events.of("wake-webhooks").withTimeLeft(Duration.ofMinutes(1));

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  private String lines() {
    var log = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      fixture.fire(WakeWebhooksHandler::new, FIRED);
    } finally {
      System.setOut(console);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wakesThoseThatHaveSomethingToSend() {
    fixture.hooked(Hooked.at(fixture.now()).after(1).webhook());
    fixture.hooked(Hooked.at(fixture.now()).after(1, 1L).webhook());

    var answer = fixture.fire(WakeWebhooksHandler::new, FIRED);

    assertThat(answer.path("woken").asInt()).isOne();
    assertThat(answer.path("complete").asBoolean()).isTrue();
    assertThat(fixture.cloud().queue("Wakes").size()).isOne();
  }

  @Test
  void reportsHowManyFailAndWaitAlsoIfThereAreNone() {
    assertThat(lines()).contains("\"WebhooksFailing\":0", "\"WebhooksWaiting\":0");

    var failing =
        new Failing(fixture.now(), 1, fixture.now().plusSeconds(5), new Answered(500, ""));
    fixture.hooked(Hooked.at(fixture.now()).failing(failing).webhook());
    fixture.hooked(Hooked.at(fixture.now()).after(1, 1L).webhook());
    fixture.strike(fixture.now().plus(Duration.ofMinutes(5)));

    assertThat(lines()).contains("\"WebhooksFailing\":1", "\"WebhooksWaiting\":1");
  }
}
