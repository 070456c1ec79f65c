package dev.keyshelf.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the functions of one machine find its queues. */
class MachineQueueTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:10:00Z");

  private static final Wake WAKE =
      new Wake(new PartnerId("partner-a"), WebhookId.next(NOW), "anything");

  @TempDir Path folder;

  private Settings settings() {
    return Settings.inMemory(Settings.defaultTemplate())
        .withoutSamples()
        .withData(folder.resolve("data"))
        .withEnvironment(Map.of());
  }

  private static void wakeWith(Backstage backstage) {
    Map<String, String> environment = new HashMap<>(backstage.template().globalEnvironment());
    environment.putAll(backstage.functions().cloud());
    try (var wiring = Wiring.of(environment, Clock.fixed(NOW, ZoneOffset.UTC))) {
      wiring.webhooks().wakes().wake(List.of(WAKE));
    }
  }

  @Test
  void functionsReachTheQueueOfTheTemplate() {
    try (var backstage = Backstage.open(settings())) {
      assertThatCode(() -> wakeWith(backstage)).doesNotThrowAnyException();
    }
  }

  @Test
  void aCommandReachesTheQueueOfTheServerThatRuns() {
    try (var machine = OneMachine.start(settings());
        var command = Backstage.open(settings())) {
      var endpoint = "AWS_ENDPOINT_URL_SQS";

      assertThat(command.functions().cloud().get(endpoint))
          .isEqualTo(machine.storeEnvironment().get(endpoint));
      assertThatCode(() -> wakeWith(command)).doesNotThrowAnyException();
    }
  }

  @Test
  void webhooksLeadToThisMachineOnlyIfAPersonWantsIt() {
    var name = "KEYSHELF_WEBHOOKS_TO_LOOPBACK";
    try (var backstage = Backstage.open(settings())) {
      assertThat(backstage.functions().cloud()).containsEntry(name, "false");
    }
    try (var backstage = Backstage.open(settings().withWebhooksToLoopback(true))) {
      assertThat(backstage.functions().cloud()).containsEntry(name, "true");
    }
  }
}
