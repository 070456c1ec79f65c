package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose keys for a stock change, and say who asks for it and why. */
final class StockWork {
  private static final int MOST_KEYS = 1_000;

  @Option(names = "--pool", paramLabel = "P", description = "All unsold keys of this pool.")
  private @Nullable String pool;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description =
          "With --pool: only the keys that this batch brought, wherever they were moved to.")
  private @Nullable String batch;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Instead of --pool: the keys in this file, one a line, at most 1,000. Use - for standard"
              + " input.")
  private @Nullable Path file;

  @Option(
      names = "--operator",
      paramLabel = "O",
      required = true,
      description = "Your name, for the log.")
  private String operator = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "The reason, for the activity log.")
  private String reason = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Names this work. To continue it after an interruption, repeat the command with its id"
              + " (default: a new id).")
  private @Nullable String id;

  ObjectNode event(String action) {
    if ((pool == null) == (file == null)) {
      throw new UserFault("choose the keys with either --pool (and --batch) or --keys");
    }
    var event =
        OperatorCommand.JSON
            .createObjectNode()
            .put("id", id == null ? UUID.randomUUID().toString() : id)
            .put("action", action)
            .put("operator", operator)
            .put("reason", reason);
    if (pool != null) {
      event.put("pool", pool);
    }
    if (batch != null) {
      event.put("batch", batch);
    }
    if (file != null) {
      var keys = event.putArray("keys");
      lines(file).forEach(line -> keys.addObject().put("key", line));
    }
    return event;
  }

  String told() {
    if (pool == null) {
      return "the keys of " + file;
    }
    return "all unsold keys of "
        + (batch == null ? "pool " + pool : "batch %s of pool %s".formatted(batch, pool));
  }

  private static List<String> lines(Path file) {
    try {
      var text =
          file.toString().equals("-")
              ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              : Files.readString(file);
      var lines =
          text.lines()
              .map(line -> line.replace("\uFEFF", "").strip())
              .filter(line -> !line.isEmpty() && !line.equalsIgnoreCase("key"))
              .toList();
      if (lines.isEmpty() || lines.size() > MOST_KEYS) {
        throw new UserFault(
            "%s must hold 1 to %s keys, one a line, but holds %s"
                .formatted(file, MOST_KEYS, lines.size()));
      }
      return lines;
    } catch (IOException unreadable) {
      throw new UserFault("%s cannot be read".formatted(file), unreadable);
    }
  }
}
