package dev.keyshelf.local.commands;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import dev.keyshelf.local.machine.DataDirectory;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.ServerFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token and nothing else; no server need run. */
@Command(name = "token", description = "Prints a bearer token for a user of a partner.")
public final class TokenCommand extends DataCommand implements Runnable {
  private static final int USUAL_PORT = 3000;

  @Option(names = "--partner", paramLabel = "P", required = true, description = "Whose user it is.")
  private String partner = "";

  @Option(names = "--user", paramLabel = "U", required = true, description = "Who it is.")
  private String user = "";

  @Option(
      names = "--role",
      paramLabel = "R",
      required = true,
      description = "What the user may do: AdminAgent, GlobalAdmin... Repeat it for several.")
  private List<String> roles = List.of();

  @Option(
      names = "--port",
      description = "The server's port, part of the issuer's name (the running server's, or 3000).")
  private @Nullable Integer port;

  @Option(
      names = "--lifetime",
      paramLabel = "PT12H",
      defaultValue = "PT12H",
      description = "How long it lasts (${DEFAULT-VALUE}).")
  private Duration lifetime = DevelopmentIssuer.TOKEN_LIFETIME;

  @Override
  public void run() {
    if (roles.stream().anyMatch(role -> role.isBlank() || role.contains(" "))) {
      throw new UserFault("a role's name holds no spaces; repeat --role for several");
    }
    if (PartnerId.parse(partner).isEmpty()) {
      throw new UserFault(
          "a partner's id is letters, digits and hyphens, up to 64: no API takes '%s'"
              .formatted(partner));
    }
    var template = Template.read(data().settings().template());
    try (var directory = DataDirectory.open(data().path())) {
      var baseUrl = URI.create("http://localhost:" + portOf(directory));
      say(OneMachine.issuerOf(template, directory, baseUrl).token(partner, user, roles, lifetime));
    }
  }

  private int portOf(DataDirectory directory) {
    if (port != null) {
      return port;
    }
    return ServerFile.ofRunning(directory).map(ServerFile::port).orElse(USUAL_PORT);
  }
}
