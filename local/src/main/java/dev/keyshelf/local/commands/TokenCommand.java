package dev.keyshelf.local.commands;

import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import dev.keyshelf.local.machine.DataDirectory;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.ServerFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token and nothing else. It needs no running server. */
@Command(
    name = "token",
    description = "Prints a bearer token for a user of a partner, or for an operator.",
    subcommands = TokenExplainCommand.class)
public final class TokenCommand extends DataCommand implements Runnable {
  private static final int USUAL_PORT = 3000;

  @Option(names = "--partner", paramLabel = "P", description = "The user's partner.")
  private @Nullable String partner;

  @Option(names = "--user", paramLabel = "U", description = "The user's name.")
  private @Nullable String user;

  @Option(
      names = "--role",
      paramLabel = "R",
      description = "A role of the user: AdminAgent, GlobalAdmin... Repeat for several roles.")
  private List<String> roles = List.of();

  @Option(
      names = "--operator",
      paramLabel = "O",
      description = "An operator's name, instead of --partner, --user and --role.")
  private @Nullable String operator;

  @Option(
      names = "--port",
      description =
          "The server's port, which is part of the token's issuer (default: the running server's,"
              + " or 3000).")
  private @Nullable Integer port;

  @Option(
      names = "--lifetime",
      paramLabel = "PT12H",
      defaultValue = "PT12H",
      description = "How long the token is valid (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = DevelopmentIssuer.TOKEN_LIFETIME;

  @Override
  public void run() {
    if (operator == null) {
      printTokenOfUser();
    } else {
      printTokenOf(operator);
    }
  }

  private void printTokenOf(String name) {
    if (partner != null || user != null || !roles.isEmpty()) {
      throw new UserFault("--operator cannot be combined with --partner, --user or --role");
    }
    if (name.isBlank()) {
      throw new UserFault("an operator must have a name, was '%s'".formatted(name));
    }
    print(issuer -> issuer.operatorToken(name, List.of(OperatorRouteHandler.ROLE), lifetime));
  }

  private void printTokenOfUser() {
    if (partner == null || user == null || roles.isEmpty()) {
      throw new UserFault(
          "--partner, --user and --role are required, or --operator alone; see `./keyshelf token"
              + " --help`");
    }
    var whose = PartnerUser.of(partner, user, roles);
    print(issuer -> issuer.token(whose.partner().value(), whose.name(), whose.roles(), lifetime));
  }

  private void print(Function<DevelopmentIssuer, String> token) {
    var template = Template.read(data().settings().template());
    try (var directory = DataDirectory.open(data().path())) {
      var baseUrl = URI.create("http://localhost:" + portOf(directory));
      say(token.apply(OneMachine.issuerOf(template, directory, baseUrl)));
    }
  }

  int portOf(DataDirectory directory) {
    if (port != null) {
      return port;
    }
    return ServerFile.ofRunning(directory).map(ServerFile::port).orElse(USUAL_PORT);
  }
}
