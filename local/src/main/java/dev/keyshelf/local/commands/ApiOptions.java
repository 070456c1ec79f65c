package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Endpoint;
import dev.keyshelf.local.machine.RunningServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that call a partner's API: as whom, and which server's. */
final class ApiOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec command;

  @Option(
      names = "--partner",
      paramLabel = "P",
      description = "The partner. Not needed with --token.")
  private @Nullable String partner;

  @Option(
      names = "--user",
      paramLabel = "U",
      defaultValue = "command-line",
      description = "The user who reads, as the activity log names it (default: ${DEFAULT-VALUE}).")
  private String user = "";

  @Option(
      names = "--role",
      paramLabel = "R",
      defaultValue = "GlobalAdmin",
      description = "A role of the user. Repeat for several roles (default: ${DEFAULT-VALUE}).")
  private List<String> roles = List.of();

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

  /**
   * Returns where to call the API: it is empty while no server runs on the data folder, and is to
   * be asked again for each request of a long command, since a restarted server may have another
   * port.
   *
   * @throws UserFault if the options contradict one another, or name an unknown partner
   */
  Supplier<Optional<Endpoint>> endpoint(DataOption data) {
    var given = token;
    var elsewhere = server;
    if (given == null) {
      if (elsewhere != null) {
        throw new UserFault("--server needs --token, since another server has another issuer");
      }
      return of(reader(), running(data));
    }
    if (partner != null) {
      throw new UserFault("--token cannot be combined with --partner: the token names its partner");
    }
    if (elsewhere == null) {
      var running = running(data);
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

  private PartnerUser reader() {
    var whose = partner;
    if (whose == null) {
      throw new UserFault(
          "--partner is required, or --token alone; see `./%s --help`"
              .formatted(command.qualifiedName(" ")));
    }
    return PartnerUser.of(whose, user, roles);
  }

  private static Supplier<Optional<Endpoint>> of(
      PartnerUser reader, Supplier<Optional<RunningServer>> running) {
    running.get().ifPresent(found -> refuseUnknown(found, reader));
    return () ->
        running
            .get()
            .map(
                found ->
                    new Endpoint(
                        found.baseUrl(),
                        found.tokenFor(reader.partner(), reader.name(), reader.roles())));
  }

  private static Supplier<Optional<RunningServer>> running(DataOption data) {
    var settings = data.settings();
    var template = Template.read(settings.template());
    return () -> RunningServer.find(template, settings);
  }

  private static void refuseUnknown(RunningServer found, PartnerUser reader) {
    var others = found.othersIfUnknown(reader.partner());
    if (others.isPresent()) {
      throw new UserFault(
          "no partner %s; choose one of: %s"
              .formatted(reader.partner(), String.join(", ", others.get())));
    }
  }
}
