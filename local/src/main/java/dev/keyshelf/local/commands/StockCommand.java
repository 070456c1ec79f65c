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
 * The operators' commands for unsold keys. A refusal is one line on standard error and exit code 2.
 */
@Command(
    name = "stock",
    description = "Shows, withdraws, moves, quarantines and releases unsold product keys.")
public final class StockCommand extends OperatorCommand implements Runnable {
  private static final String CHANGE = "ChangeStock";
  private static final String SHOW = "ShowStock";

  /** Lists all pools as of their last count, if no subcommand is given. */
  @Override
  public void run() {
    var pools = invoked(SHOW, JSON.createObjectNode()).path("pools");
    if (pools.isEmpty()) {
      say("No pool was counted yet. CountStock counts all pools every hour.");
    }
    for (var pool : pools) {
      say(
          "%s: %s left%s, %s waited for by orders, counted %s"
              .formatted(
                  pool.path("pool").asText(),
                  pool.path("keysLeft").asLong(),
                  pool.path("low").asBoolean() ? " (low)" : "",
                  pool.path("keysOutstanding").asLong(),
                  pool.path("countedAt").asText()));
    }
  }

  /** Shows the stock of a pool. */
  @Command(name = "show", description = "Shows a pool: its batches and how many keys are left.")
  void show(
      @Option(names = "--pool", paramLabel = "P", required = true, description = "The pool.")
          String pool,
      @Option(
              names = "--operator",
              paramLabel = "O",
              required = true,
              description = "Your name, for the log.")
          String operator) {
    print(invoked(SHOW, JSON.createObjectNode().put("pool", pool).put("operator", operator)));
  }

  /** Lists the customers that have keys of a batch, up to 100 keys a call. */
  @Command(
      name = "sold",
      description =
          "Lists the sold keys of a batch with their customers. The activity log records the call.")
  void sold(
      @Option(
              names = "--pool",
              paramLabel = "P",
              required = true,
              description = "The pool that the batch was imported into.")
          String pool,
      @Option(names = "--batch", paramLabel = "B", required = true, description = "The batch.")
          String batch,
      @Option(
              names = "--operator",
              paramLabel = "O",
              required = true,
              description = "Your name, for the log.")
          String operator,
      @Option(
              names = "--after",
              paramLabel = "KEY",
              description = "Continues a list: the value that it printed at its end.")
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

  /** Removes keys from stock. */
  @Command(
      name = "withdraw",
      description = "Removes unsold keys and their text. Keys in quarantine are removed, too.")
  void withdraw(
      @Mixin StockWork work,
      @Option(
              names = "--importable",
              description =
                  "Forgets the keys, so that they can be imported again. Otherwise an import skips"
                      + " them as known.")
          boolean importable,
      @Option(names = "--yes", description = "Does not ask for confirmation.") boolean yes) {
    var event = work.event("WITHDRAW");
    if (importable) {
      event.put("importable", 1);
    }
    if (!yes) {
      Confirmation.of("withdraw " + work.told());
    }
    change(event);
  }

  /** Moves keys to another pool. */
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

  /** Ends a quarantine. */
  @Command(name = "release", description = "Ends a quarantine: the keys are for sale again.")
  void release(@Mixin StockWork work) {
    change(work.event("RELEASE"));
  }

  private void change(ObjectNode event) {
    var answer = invoked(CHANGE, event);
    while (answer.path("state").asText().equals("UNFINISHED")) {
      say(
          "%s keys so far (after an interruption, repeat the command with %s to continue)"
              .formatted(answer.path("changed").asLong(), idOf(event)));
      answer = invoked(CHANGE, event);
    }
    say(
        "%s: %s keys changed (%s)"
            .formatted(
                event.path("action").asText(), answer.path("changed").asLong(), idOf(event)));
    count(answer, "taken", "were sold or removed meanwhile");
    count(answer, "withdrawnBefore", "were withdrawn earlier");
    count(answer, "unknown", "were never imported");
    count(answer, "elsewhere", "were not found in stock");
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
        throw new UserFault(
            "not confirmed, since this is no terminal: repeat with --yes to %s".formatted(what));
      }
      if (!"yes".equalsIgnoreCase(console.get().readLine("To %s, type yes: ", what))) {
        throw new UserFault("not confirmed: nothing was changed");
      }
    }
  }
}
