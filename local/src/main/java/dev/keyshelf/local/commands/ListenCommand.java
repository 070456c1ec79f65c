package dev.keyshelf.local.commands;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.listen.Endpoint;
import dev.keyshelf.local.listen.FeedClient;
import dev.keyshelf.local.listen.Listener;
import dev.keyshelf.local.machine.RunningServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  @Option(
      names = "--partner",
      paramLabel = "P",
      description = "The partner whose events to print. Not needed with --token.")
  private @Nullable String partner;

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

  @Option(
      names = "--user",
      paramLabel = "U",
      defaultValue = "listener",
      description = "The user who reads, as the activity log names it (default: ${DEFAULT-VALUE}).")
  private String user = "";

  @Option(
      names = "--role",
      paramLabel = "R",
      defaultValue = "GlobalAdmin",
      description = "The user's role (default: ${DEFAULT-VALUE}).")
  private String role = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "A bearer token to read with, instead of --partner, --user and --role.")
  private @Nullable String token;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The address of another server's API. It needs --token.")
  private @Nullable URI server;

  @Override
  public void run() {
    if (after != null && after < 0) {
      throw new UserFault("--after must be 0 or more, was %s".formatted(after));
    }
    try (var client = new FeedClient(types)) {
      new Listener(client, endpoint(), this::print, this::note).listen(Optional.ofNullable(after));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Supplier<Optional<Endpoint>> endpoint() {
    var given = token;
    var elsewhere = server;
    if (given == null) {
      if (elsewhere != null) {
        throw new UserFault("--server needs --token, since another server has another issuer");
      }
      return ofUser(reader());
    }
    if (partner != null) {
      throw new UserFault("--token cannot be combined with --partner: the token names its partner");
    }
    if (elsewhere == null) {
      var running = running();
      return () -> running.get().map(found -> new Endpoint(found.baseUrl(), given));
    }
    if (elsewhere.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(elsewhere.getScheme()))) {
      throw new UserFault(
          "--server must be an address such as https://api.example.com, was '%s'"
              .formatted(elsewhere));
    }
    var place = Optional.of(new Endpoint(elsewhere, given));
    return () -> place;
  }

  /** Returns the partner of the user that the options describe. */
  private PartnerId reader() {
    var whose = partner;
    if (whose == null) {
      throw new UserFault(
          "--partner is required, or --token alone; see `./keyshelf listen --help`");
    }
    if (user.isBlank()) {
      throw new UserFault("a user must have a name, was '%s'".formatted(user));
    }
    if (!TokenCommand.KNOWN.contains(role)) {
      throw new UserFault("no role %s; choose one of: %s".formatted(role, TokenCommand.KNOWN));
    }
    return PartnerId.parse(whose)
        .orElseThrow(
            () ->
                new UserFault(
                    "a partner's id must be up to 64 letters, digits and hyphens, was '%s'"
                        .formatted(whose)));
  }

  /** Makes a new token for each request, since a restarted server may have another port. */
  private Supplier<Optional<Endpoint>> ofUser(PartnerId id) {
    var running = running();
    running.get().ifPresent(found -> refuseUnknown(found, id));
    return () ->
        running
            .get()
            .map(found -> new Endpoint(found.baseUrl(), found.tokenFor(id, user, List.of(role))));
  }

  private Supplier<Optional<RunningServer>> running() {
    var settings = data().settings();
    var template = Template.read(settings.template());
    return () -> RunningServer.find(template, settings);
  }

  private static void refuseUnknown(RunningServer found, PartnerId id) {
    var others = found.othersIfUnknown(id);
    if (others.isPresent()) {
      throw new UserFault(
          "no partner %s; choose one of: %s".formatted(id, String.join(", ", others.get())));
    }
  }
}
