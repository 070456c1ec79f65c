package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.local.console.ConsolePages;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import dev.keyshelf.local.identity.IssuerPages;
import dev.keyshelf.local.identity.RegisteredClient;
import dev.keyshelf.local.release.Release;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses what the server answers beside the template's routes. */
final class SitePages {
  private static final Clock MACHINE = Clock.systemUTC();

  private SitePages() {}

  /**
   * Returns the console's pages, and the development issuer's if the settings name no other issuer.
   *
   * @param issuer the development issuer; empty if the settings name another
   * @param baseUrl the server's URL, without a slash at the end
   */
  static OwnPages of(
      Settings settings, Backstage backstage, Optional<DevelopmentIssuer> issuer, URI baseUrl) {
    var console =
        new ConsolePages(
            settings.consoleFolder(),
            baseUrl,
            URI.create(backstage.storeEnvironment().getOrDefault("AWS_ENDPOINT_URL_S3", "")),
            reserved(backstage),
            setting(settings.issuer(), issuer));
    return issuer
        .<OwnPages>map(
            own ->
                new IssuerPages(
                    own,
                    baseUrl,
                    List.of(
                        RegisteredClient.console(baseUrl),
                        RegisteredClient.operatorConsole(baseUrl)),
                    backstage::partners,
                    MACHINE))
        .orElse(OwnPages.NONE)
        .and(console);
  }

  private static ConsolePages.Setting setting(
      Settings.@Nullable Issuer named, Optional<DevelopmentIssuer> own) {
    if (named == null) {
      return new ConsolePages.Setting(
          own.orElseThrow().url(),
          new ConsolePages.Client(RegisteredClient.CONSOLE),
          Optional.of(new ConsolePages.Client(RegisteredClient.OPERATOR_CONSOLE)),
          List.of(),
          ClaimSettings.Written.NOTHING,
          Release.version());
    }
    return new ConsolePages.Setting(
        named.url(),
        consoleOf(named.partners()),
        Optional.ofNullable(named.operators()).map(SitePages::consoleOf),
        named.origins(),
        Optional.ofNullable(named.reading())
            .map(Settings.Reading::claims)
            .orElse(ClaimSettings.Written.NOTHING),
        Release.version());
  }

  private static ConsolePages.Client consoleOf(Settings.Client client) {
    return new ConsolePages.Client(client.id(), client.scope());
  }

  /** Returns the first segments of the template's routes, and the issuer's. */
  private static Set<String> reserved(Backstage backstage) {
    Set<String> reserved = new HashSet<>(Set.of("issuer"));
    backstage.template().functions().stream()
        .map(FunctionDeclaration::routes)
        .flatMap(List::stream)
        .map(route -> route.path().split("/", -1))
        .filter(parts -> parts.length > 1)
        .forEach(parts -> reserved.add(parts[1]));
    return reserved;
  }
}
