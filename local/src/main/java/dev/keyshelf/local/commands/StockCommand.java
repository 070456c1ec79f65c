package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What operators do with keys that nobody has bought. A refusal is one line on standard error and
 * exit code 2.
 */
@Command(
    name = "stock",
    description = "Shows, withdraws, moves, quarantines and releases unsold keys.")
public final class StockCommand extends OperatorCommand implements Runnable {
  private static final String CHANGE = "ChangeStock";
  private static final String SHOW = "ShowStock";

  /** Without a command it shows what there is. */
  @Override
  public void run() {
    spec().commandLine().usage(out());
  }

  /** Shows what a pool holds. */
  @Command(name = "show", description = "Shows a pool: its batches, and how many keys are left.")
  void show(
      @Option(names = "--pool", paramLabel = "P", required = true, description = "Which pool.")
          String pool,
      @Option(names = "--operator", paramLabel = "O", required = true, description = "Who you are.")
          String operator) {
    print(invoked(SHOW, JSON.createObjectNode().put("pool", pool).put("operator", operator)));
  }

  /** Lists who has the keys of a batch: 100 of them. */
  @Command(
      name = "sold",
      description = "Lists the sold keys of a batch with their customers; the log tells of it.")
  void sold(
      @Option(
              names = "--pool",
              paramLabel = "P",
              required = true,
              description = "The pool that the batch was imported into.")
          String pool,
      @Option(names = "--batch", paramLabel = "B", required = true, description = "Which batch.")
          String batch,
      @Option(names = "--operator", paramLabel = "O", required = true, description = "Who you are.")
          String operator,
      @Option(
              names = "--after",
              paramLabel = "KEY",
              description = "Goes on where an earlier list ended.")
          @Nullable String after) {
    var event =
        JSON.createObjectNode().put("pool", pool).put("batch", batch).put("operator", operator);
    Optional.ofNullable(after).ifPresent(place -> event.put("after", place));
    var answer = invoked(SHOW, event);
    list(answer.path("sold"));
    if (answer.has("after")) {
      say("more: --after " + answer.path("after").asText());
    }
  }

  /** Takes keys out of stock for good. */
  @Command(
      name = "withdraw",
      description = "Removes unsold keys, also from quarantine. Their text is gone then.")
  void withdraw(
      @Mixin StockWork work,
      @Option(
              names = "--importable",
              description = "They may be imported again; otherwise they stay known.")
          boolean importable,
      @Option(names = "--yes", description = "Does it without asking.") boolean yes) {
    var event = work.event("WITHDRAW");
    if (importable) {
      event.put("importable", 1);
    }
    if (!yes) {
      Confirmation.of("withdraw " + work.told());
    }
    change(event);
  }

  /** Has another pool sell the keys. */
  @Command(name = "move", description = "Moves unsold keys to another pool of the catalogue.")
  void move(
      @Mixin StockWork work,
      @Option(names = "--to", paramLabel = "P", required = true, description = "The other pool.")
          String to) {
    change(work.event("MOVE").put("to", to));
  }

  /** Keeps keys from being sold. */
  @Command(
      name = "quarantine",
      description = "Keeps unsold keys from being sold, such as a batch that its vendor recalls.")
  void quarantine(@Mixin StockWork work) {
    change(work.event("QUARANTINE"));
  }

  /** Lifts a quarantine. */
  @Command(name = "release", description = "Lifts a quarantine: the keys are for sale again.")
  void release(@Mixin StockWork work) {
    change(work.event("RELEASE"));
  }

  private void change(ObjectNode event) {
    var answer = invoked(CHANGE, event);
    while (answer.path("state").asText().equals("UNFINISHED")) {
      say(
          "%s so far (if it breaks off, the same with %s goes on)"
              .formatted(answer.path("changed").asLong(), idOf(event)));
      answer = invoked(CHANGE, event);
    }
    say(
        "%s: %s keys changed (%s)"
            .formatted(
                event.path("action").asText(), answer.path("changed").asLong(), idOf(event)));
    count(answer, "taken", "were sold or gone when their turn came");
    count(answer, "withdrawnBefore", "had been withdrawn before");
    count(answer, "unknown", "were never imported");
    count(answer, "elsewhere", "cannot be found in stock");
    list(answer.path("sold"));
  }

  private static String idOf(ObjectNode event) {
    return "--id " + event.path("id").asText();
  }

  private void count(JsonNode answer, String name, String what) {
    var keys = answer.path(name).asLong();
    if (keys > 0) {
      say("  %s %s".formatted(keys, what));
    }
  }

  private void list(JsonNode sold) {
    for (var key : sold) {
      say(
          "sold: *****%s %s %s %s (%s) %s key %s, %s%s"
              .formatted(
                  key.path("lastFive").asText(),
                  key.path("partner").asText(),
                  key.path("customerId").asText(),
                  key.path("companyName").asText(),
                  key.path("domain").asText(),
                  key.path("entitlementId").asText(),
                  key.path("ordinal").asInt(),
                  key.path("issuedAt").asText(),
                  key.path("rotated").asBoolean() ? ", replaced since" : ""));
    }
  }

  /** Asks a person on a terminal. */
  private static final class Confirmation {
    private Confirmation() {}

    static void of(String what) {
      var console = Optional.ofNullable(System.console()).filter(each -> each.isTerminal());
      if (console.isEmpty()) {
        throw new UserFault("not confirmed: say it again with --yes to %s".formatted(what));
      }
      if (!"yes".equalsIgnoreCase(console.get().readLine("Really %s? Type yes: ", what))) {
        throw new UserFault("not confirmed: nothing was changed");
      }
    }
  }
}
