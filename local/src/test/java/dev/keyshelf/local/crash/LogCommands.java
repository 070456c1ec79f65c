package dev.keyshelf.local.crash;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stream.StreamPump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions that follow the activity log: the one that seals it, and those of its feed. */
final class LogCommands {
  private final Shop shop;
  private final Client agent;

  /** How far ahead the clock is at the last seal. Hours are sealed in order. */
  private Duration sealed = Duration.ZERO;

  private @Nullable StreamPump stream;
  private byte[] handedOver = {};

  LogCommands(Shop shop, Client agent) {
    this.shop = shop;
    this.agent = agent;
  }

  Command seal() {
    return new Command("SealActivity", "", this::sealActivity);
  }

  Command publish() {
    return new Command("PublishEvents", "", this::publishEvents);
  }

  Command complete() {
    return new Command("CompleteFeeds", "", this::completeFeeds);
  }

  private Attempt sealActivity() {
    aDayPasses();
    return fired("SealActivity");
  }

  private Attempt completeFeeds() {
    aDayPasses();
    shop.machine().schedules().fire("SealActivity");
    return fired("CompleteFeeds");
  }

  private Attempt fired(String function) {
    return Attempt.event(() -> shop.machine().schedules().fire(function));
  }

  /** Lets a day pass, so that the seal also marks a log without new records as checked. */
  private void aDayPasses() {
    var clock = shop.machine().clock();
    clock.setAhead(sealed.plusHours(24));
    agent.post("/v1/customers", Commands.newCustomer()).expect(201);
    sealed = sealed.plusHours(26);
    clock.setAhead(sealed);
  }

  /** Lets the function see one new record, as the stream hands it over. */
  private Attempt publishEvents() throws IOException {
    stream().drain();
    agent.post("/v1/customers", Commands.newCustomer()).expect(201);
    stream().drain();
    var event = handedOver;
    var attempt = Attempt.event(() -> shop.machine().functions().invoke("PublishEvents", event));
    return () -> {
      var told = attempt.told();
      return new Told(
          told.done() && !told.said().contains("itemIdentifier"),
          told.died(),
          told.answer(),
          told.said());
    };
  }

  private StreamPump stream() throws IOException {
    var open = stream;
    if (open == null) {
      open =
          StreamPump.of(
              Template.read(Settings.defaultTemplate()),
              (_, event) -> {
                handedOver = event;
                return "{\"batchItemFailures\": []}".getBytes(StandardCharsets.UTF_8);
              },
              shop.machine().storeEnvironment(),
              Files.createTempDirectory("positions"),
              Optional.of(shop.machine().tables()));
      stream = open;
    }
    return open;
  }
}
