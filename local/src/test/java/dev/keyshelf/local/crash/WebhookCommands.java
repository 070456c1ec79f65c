package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.LoopbackReceiver;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.api.WebhookSteps;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands on webhooks. Each runs on a webhook of its own. */
final class WebhookCommands {
  private static final String CREATION = "POST " + WebhookSteps.ALL;
  private static final String DELIVERY = "DeliverEvents";
  private static final String POST_TO = "POST " + WebhookSteps.ONE;

  private final Shop shop;
  private final Client admin;
  private final WebhookSteps webhooks;
  private @Nullable LoopbackReceiver receiver;

  /** The webhook of each command's last run. */
  private final Map<String, String> last = new ConcurrentHashMap<>();

  WebhookCommands(Shop shop, Client admin) {
    this.shop = shop;
    this.admin = admin;
    this.webhooks = new WebhookSteps(admin);
  }

  List<Command> all() {
    return List.of(
        new Command(CREATION, "", this::creation),
        on("PATCH " + WebhookSteps.ONE, path -> Attempt.http(200, patched(path))),
        on(POST_TO + "/secret", path -> Attempt.http(200, posted(path + "/secret", ""))),
        on(POST_TO + "/ping", path -> Attempt.http(202, posted(path + "/ping", ""))),
        on(POST_TO + "/redeliveries", this::redelivery),
        on("DELETE " + WebhookSteps.ONE, this::deletion),
        new Command(DELIVERY, "", this::delivery));
  }

  /** Lets the function send one event, as the queue wakes it. */
  private Attempt delivery() throws IOException {
    removeLast(DELIVERY);
    shop.machine().pump().drain();
    var path = webhooks.create(receiver().address()).expect(201).header("location");
    last.put(DELIVERY, path);
    shop.machine().pump().drain();
    var event =
        """
        {"Records": [{"messageId": "1", "receiptHandle": "1", "body": "partner-a/%s",
          "attributes": {"ApproximateReceiveCount": "1"}, "eventSource": "aws:sqs"}]}
        """
            .formatted(path.substring(path.lastIndexOf('/') + 1))
            .getBytes(StandardCharsets.UTF_8);
    return Attempt.event(() -> shop.machine().functions().invoke(DELIVERY, event));
  }

  private LoopbackReceiver receiver() throws IOException {
    var open = receiver;
    if (open == null) {
      open = LoopbackReceiver.answering(204);
      receiver = open;
    }
    return open;
  }

  /** A partner can have few webhooks, so that of the command's last run goes first. */
  private void removeLast(String command) {
    var before = last.remove(command);
    if (before != null) {
      webhooks.delete(before);
    }
  }

  private Command on(String route, Function<String, Attempt> attempt) {
    return new Command(
        route,
        "",
        () -> {
          removeLast(route);
          var path = webhooks.paused();
          last.put(route, path);
          return attempt.apply(path);
        });
  }

  private Attempt creation() {
    removeLast(CREATION);
    var created = posted(WebhookSteps.ALL, WebhookSteps.BODY);
    return Attempt.http(
        201,
        () -> {
          var answer = created.get();
          if (answer.status() == 201) {
            last.put(CREATION, answer.header("location"));
          }
          return answer;
        });
  }

  private Attempt redelivery(String path) {
    return Attempt.http(202, posted(path + "/redeliveries", WebhookSteps.FROM_THE_BEGINNING));
  }

  /** Deletes as a client does: if nothing is there, an earlier request has deleted it. */
  private Attempt deletion(String path) {
    var deletion = Attempt.http(204, () -> webhooks.delete(path));
    return () -> {
      var told = deletion.told();
      var isGone = told.answer().filter(answer -> answer.status() == 404).isPresent();
      return new Told(told.done() || isGone, told.died(), told.answer(), told.said());
    };
  }

  private Supplier<Answer> posted(String path, String body) {
    var key = UUID.randomUUID().toString();
    return () -> admin.postOnce(path, body, key);
  }

  private Supplier<Answer> patched(String path) {
    var key = UUID.randomUUID().toString();
    return () -> admin.patchOnce(path, "{\"description\": \"Paused.\"}", key);
  }
}
