package dev.keyshelf.local.machine;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Authorizer;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import dev.keyshelf.local.identity.ForeignIssuer;
import dev.keyshelf.local.identity.JwtAuthorizer;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The whole cloud on one machine, from template.yaml: stores, functions, gateway, schedules. */
public final class OneMachine implements AutoCloseable {
  private static final Clock MACHINE = Clock.systemUTC();

  private final Closings closings;
  private final Backstage backstage;
  private final URI baseUrl;
  private final int routes;
  private final @Nullable DevelopmentIssuer issuer;

  private OneMachine(
      Closings closings,
      Backstage backstage,
      URI baseUrl,
      int routes,
      @Nullable DevelopmentIssuer issuer) {
    this.closings = closings;
    this.backstage = backstage;
    this.baseUrl = baseUrl;
    this.routes = routes;
    this.issuer = issuer;
  }

  /**
   * Starts it; requests are answered and schedules run when this returns. Stores that are new get
   * the samples first.
   *
   * @throws UserFault when something only the person at the keyboard can put right is in the way
   */
  public static OneMachine start(Settings settings) {
    var closings = new Closings();
    try {
      // The port first: it is the quickest to find taken.
      var gateway = closings.add(HttpGateway.bind(settings.port()));
      var backstage = closings.add(Backstage.open(settings, gateway.baseUrl()));
      var issuer = issuerBesideSamples(settings, backstage, gateway.baseUrl());
      var routes = RouteTable.of(backstage.template());
      var authorizer = authorizer(settings, issuer);
      gateway.serve(
          routes,
          authorizer,
          backstage.functions()::invoke,
          issuer.map(DevelopmentIssuer::documents).orElse(Map.of()));
      backstage.beginTrouble();
      closings.add(backstage.schedules()).start();
      backstage.startHousekeeping().ifPresent(closings::add);
      // Again, now as the first to close: no request shall find its stores gone.
      closings.add(gateway);
      announce(backstage, gateway.port(), closings);
      return new OneMachine(
          closings, backstage, gateway.baseUrl(), routes.size(), issuer.orElse(null));
    } catch (RuntimeException | Error e) {
      closings.close();
      throw e;
    }
  }

  /** Side by side, for a new issuer's key takes as long as the samples; no issuer if foreign. */
  private static Optional<DevelopmentIssuer> issuerBesideSamples(
      Settings settings, Backstage backstage, URI baseUrl) {
    try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
      var issuing =
          CompletableFuture.supplyAsync(
              () ->
                  settings.issuer() == null
                      ? Optional.of(issuerOf(backstage.template(), backstage.data(), baseUrl))
                      : Optional.<DevelopmentIssuer>empty(),
              beside);
      importSamples(settings, backstage);
      return issuing.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private static Authorizer authorizer(Settings settings, Optional<DevelopmentIssuer> issuer) {
    var foreign = settings.issuer();
    if (foreign != null) {
      return new JwtAuthorizer(
          foreign.url(), foreign.audience(), ForeignIssuer.keysOf(foreign.url()), MACHINE);
    }
    var own = issuer.orElseThrow();
    return new JwtAuthorizer(
        own.url(), own.audience(), new ImmutableJWKSet<>(own.publicKeys()), MACHINE);
  }

  /** The development issuer of a data folder; its key is made when there is none yet. */
  public static DevelopmentIssuer issuerOf(Template template, DataDirectory data, URI baseUrl) {
    return DevelopmentIssuer.open(data.issuerFile(), baseUrl.toString(), audienceOf(template));
  }

  /** The default of the template's parameter, so that the two cannot drift apart. */
  private static String audienceOf(Template template) {
    return template.parameters().entrySet().stream()
        .filter(parameter -> parameter.getKey().endsWith("Audience"))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("keyshelf");
  }

  private static void importSamples(Settings settings, Backstage backstage) {
    var samples = settings.samplesFolder();
    if (samples == null || !backstage.data().awaitsSamples()) {
      return;
    }
    var report = backstage.importer().importPath(samples);
    if (!report.faults().isEmpty()) {
      throw new UserFault(
          "the samples cannot be imported: %s%s"
              .formatted(
                  report.faults().getFirst(),
                  report.faults().size() == 1
                      ? ""
                      : " (and %s more)".formatted(report.faults().size() - 1)));
    }
    backstage.data().hasSamples();
  }

  private static void announce(Backstage backstage, int port, Closings closings) {
    var file = backstage.data().serverFile();
    try {
      new ServerFile(
              port,
              ProcessHandle.current().pid(),
              backstage.hasStoresOfItsOwn()
                  ? backstage.storeEnvironment()
                  : StoreEnvironment.withoutCredentials(backstage.storeEnvironment()),
              backstage.clock().offset().toString())
          .write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closings.add(() -> Files.deleteIfExists(file));
  }

  /** Where the gateway answers; no slash at the end. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The domain's clock, which a caller may move while it runs. */
  public AdjustableClock clock() {
    return backstage.clock();
  }

  /** How many routes are served. */
  public int routes() {
    return routes;
  }

  /** The functions that template.yaml declares. */
  public Functions functions() {
    return backstage.functions();
  }

  /** The schedules; {@code fire(name)} runs one now. */
  public Schedules schedules() {
    return backstage.schedules();
  }

  /** Imports as an operator does. */
  public Importer importer() {
    return backstage.importer();
  }

  /** How the stores are reached, for whoever wants to look inside. */
  public Map<String, String> storeEnvironment() {
    return backstage.storeEnvironment();
  }

  /** A bearer token of the development issuer for a user of a partner. */
  public String tokenFor(String partner, String user, String... roles) {
    if (issuer == null) {
      throw new UserFault("tokens come from the issuer that was named, not from here");
    }
    return issuer.token(partner, user, List.of(roles), DevelopmentIssuer.TOKEN_LIFETIME);
  }

  @Override
  public void close() {
    closings.close();
  }
}
