package dev.keyshelf.local.machine;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server that is running on a data folder, for commands that call its API. */
public final class RunningServer {
  private static final int MOST_SHOWN = 10;

  private final Template template;
  private final Settings settings;
  private final DataDirectory data;
  private final ServerFile file;

  private RunningServer(Template template, Settings settings, DataDirectory data, ServerFile file) {
    this.template = template;
    this.settings = settings;
    this.data = data;
    this.file = file;
  }

  /** Finds the server that runs on the settings' data folder; empty if none does. */
  public static Optional<RunningServer> find(Template template, Settings settings) {
    try (var data = DataDirectory.open(settings.data())) {
      return ServerFile.ofRunning(data)
          .map(file -> new RunningServer(template, settings, data, file));
    }
  }

  /** Returns the variables with which its stores and queues are reached. */
  public Map<String, String> environment() {
    return file.environment();
  }

  /** Returns the address of its API. */
  public URI baseUrl() {
    return URI.create("http://localhost:" + file.port());
  }

  /** Returns a token of its development issuer for a user of a partner. */
  public String tokenFor(PartnerId partner, String user, List<String> roles) {
    return OneMachine.issuerOf(template, data, baseUrl())
        .token(partner.value(), user, roles, DevelopmentIssuer.TOKEN_LIFETIME);
  }

  /**
   * Returns the ids of some partners in its stores, in order, if this partner is not among them;
   * empty if it is.
   */
  public Optional<List<String>> othersIfUnknown(PartnerId partner) {
    Map<String, String> stores =
        StoreEnvironment.isNamedIn(settings.environment())
            ? StoreEnvironment.of(settings.environment())
            : StoreEnvironment.of(settings.environment(), file.environment());
    try (var list = new PartnerList(template, stores, Clock.systemUTC())) {
      return list.find(partner).isPresent()
          ? Optional.empty()
          : Optional.of(
              list.all().stream().map(each -> each.id().value()).limit(MOST_SHOWN).toList());
    }
  }
}
