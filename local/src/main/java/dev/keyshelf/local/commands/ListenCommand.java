package dev.keyshelf.local.commands;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.listen.FeedClient;
import dev.keyshelf.local.listen.Listener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a partner's events as they come. Standard output holds events only. */
@Command(
    name = "listen",
    description = {
      "Prints a partner's events as they come, each as one line of JSON, until Ctrl-C.",
      "It reads the feed of the server that runs on the data folder, or of another one with"
          + " --server and --token."
    })
public final class ListenCommand extends DataCommand implements Runnable {
  @Mixin private ApiOptions api = new ApiOptions();

  @Option(
      names = "--after",
      paramLabel = "N",
      description =
          "The number of the event after which to begin; 0 for all events (default: the last event"
              + " at the start).")
  private @Nullable Long after;

  @Option(
      names = "--types",
      paramLabel = "T",
      split = ",",
      description =
          "Only events of these types, such as dev.keyshelf.order.placed.v1 or"
              + " dev.keyshelf.order.*; separated by commas, or repeated (default: all).")
  private List<String> types = List.of();

  @Override
  public void run() {
    if (after != null && after < 0) {
      throw new UserFault("--after must be 0 or more, was %s".formatted(after));
    }
    try (var client = new FeedClient(types)) {
      new Listener(client, api.endpoint(data()), this::print, this::note)
          .listen(Optional.ofNullable(after));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
