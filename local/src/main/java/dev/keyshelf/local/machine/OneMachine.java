package dev.keyshelf.local.machine;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.keyshelf.embedded.TableStore;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Authorizer;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.Authorizers;
import dev.keyshelf.local.gateway.FunctionAuthorizer;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.local.identity.DevelopmentIssuer;
import dev.keyshelf.local.identity.ForeignIssuer;
import dev.keyshelf.local.identity.JwtAuthorizer;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.queue.QueuePump;
import dev.keyshelf.local.schedule.Schedules;
import dev.keyshelf.local.stream.StreamPump;
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

/** The cloud of template.yaml on one machine: stores, functions, gateway and schedules. */
public final class OneMachine implements AutoCloseable {
  private static final Clock MACHINE = Clock.systemUTC();

  /** The template's authorizers. */
  private static final String PARTNERS = "PartnerToken";

  private static final String OPERATORS = "OperatorToken";

  /** The function that authorizes instead, if the settings say how it reads tokens. */
  private static final String AUTHORIZER = "AuthorizeToken";

  private final Closings closings;
  private final Backstage backstage;
  private final StreamPump pump;
  private final QueuePump queues;
  private final URI baseUrl;
  private final int routes;
  private final @Nullable DevelopmentIssuer issuer;

  private OneMachine(
      Closings closings,
      Backstage backstage,
      StreamPump pump,
      QueuePump queues,
      URI baseUrl,
      int routes,
      @Nullable DevelopmentIssuer issuer) {
    this.closings = closings;
    this.backstage = backstage;
    this.pump = pump;
    this.queues = queues;
    this.baseUrl = baseUrl;
    this.routes = routes;
    this.issuer = issuer;
  }

  /**
   * Starts the machine. When this returns, it answers requests and runs schedules. New stores get
   * the samples first.
   *
   * @throws UserFault if the start fails for a reason that only the user can correct
   */
  public static OneMachine start(Settings settings) {
    var closings = new Closings();
    try {
      // The port first: a busy port is found at once.
      var gateway = closings.add(HttpGateway.bind(settings.port()));
      var backstage = closings.add(Backstage.open(settings, gateway.baseUrl()));
      var issuer = issuerBesideSamples(settings, backstage, gateway.baseUrl());
      var routes = RouteTable.of(backstage.template());
      var foreign =
          Optional.ofNullable(settings.issuer()).map(each -> ForeignIssuer.read(each.url()));
      var authorizers =
          isReadByFunction(settings.issuer())
              ? byFunction(backstage.functions())
              : authorizers(settings, issuer, foreign);
      gateway.serve(
          routes,
          authorizers,
          backstage.functions()::invoke,
          SitePages.of(settings, backstage, issuer, gateway.baseUrl()),
          backstage.clock());
      backstage.beginTrouble();
      var pump = closings.add(backstage.pump());
      var queues = closings.add(backstage.queuePump().orElseThrow());
      if (settings.streams()) {
        pump.start();
        queues.start();
      }
      closings.add(backstage.schedules()).start();
      backstage.startHousekeeping().ifPresent(closings::add);
      // The gateway is added a second time, so that it closes before the stores that requests use.
      closings.add(gateway);
      announce(backstage, gateway.port(), closings);
      return new OneMachine(
          closings, backstage, pump, queues, gateway.baseUrl(), routes.size(), issuer.orElse(null));
    } catch (RuntimeException | Error e) {
      closings.close();
      throw e;
    }
  }

  /**
   * Imports the samples and meanwhile opens the development issuer, since making a new key takes as
   * long.
   *
   * @return empty if the settings name another issuer
   */
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

  private static boolean isReadByFunction(Settings.@Nullable Issuer issuer) {
    return issuer != null && issuer.reading() != null;
  }

  /** Returns the Lambda authorizer, which tells partners' and operators' tokens apart itself. */
  private static Authorizers byFunction(Functions functions) {
    var authorizer = new FunctionAuthorizer(AUTHORIZER, functions::invoke);
    return _ -> authorizer;
  }

  /** Returns two authorizers with the same keys, one for each audience. */
  private static Authorizers authorizers(
      Settings settings, Optional<DevelopmentIssuer> issuer, Optional<ForeignIssuer> document) {
    var foreign = settings.issuer();
    if (foreign != null) {
      var operators = foreign.operators();
      return authorizers(
          foreign.url(),
          foreign.partners().audience(),
          operators == null ? null : operators.audience(),
          document.orElseThrow().keys());
    }
    var own = issuer.orElseThrow();
    return authorizers(
        own.url(), own.audience(), own.operatorAudience(), new ImmutableJWKSet<>(own.publicKeys()));
  }

  /**
   * Returns the authorizers. Without an audience for operators, each of their tokens is refused.
   */
  private static Authorizers authorizers(
      String issuer,
      String audience,
      @Nullable String operatorAudience,
      JWKSource<SecurityContext> keys) {
    var partners = new JwtAuthorizer(issuer, audience, keys, MACHINE);
    Authorizer operators =
        operatorAudience == null
            ? _ -> new Verdict.Refused("Bearer")
            : new JwtAuthorizer(issuer, operatorAudience, keys, MACHINE);
    return name -> name.equals(OPERATORS) ? operators : partners;
  }

  /** Opens the development issuer of a data folder. Its key is created if there is none yet. */
  public static DevelopmentIssuer issuerOf(Template template, DataDirectory data, URI baseUrl) {
    return DevelopmentIssuer.open(
        data.issuerFile(),
        baseUrl.toString(),
        audienceOf(template, PARTNERS),
        audienceOf(template, OPERATORS));
  }

  /** Returns the audience of the template's authorizer, so that the two cannot differ. */
  private static String audienceOf(Template template, String authorizer) {
    return template
        .audiences()
        .getOrDefault(authorizer, authorizer.equals(OPERATORS) ? "keyshelf-operator" : "keyshelf");
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

  /** Returns the URL of the gateway, without a slash at the end. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** Returns the domain's clock, which a caller may move while the machine runs. */
  public AdjustableClock clock() {
    return backstage.clock();
  }

  /** Returns how many routes are served. */
  public int routes() {
    return routes;
  }

  /** Returns the functions that template.yaml declares. */
  public Functions functions() {
    return backstage.functions();
  }

  /** Returns the schedules. {@code fire(name)} runs one now. */
  public Schedules schedules() {
    return backstage.schedules();
  }

  /**
   * Returns the pump that hands the tables' streams to the functions. If the settings do not start
   * it, {@code drain()} delivers the records.
   */
  public StreamPump pump() {
    return pump;
  }

  /**
   * Returns the pump that hands the queues' messages to the functions. If the settings do not start
   * it, {@code drain()} delivers the messages.
   */
  public QueuePump queuePump() {
    return queues;
  }

  /** Returns an importer that uploads files as an operator does. */
  public Importer importer() {
    return backstage.importer();
  }

  /**
   * Returns the embedded table store.
   *
   * @throws IllegalStateException if the settings name another one
   */
  public TableStore tables() {
    return backstage.tables().orElseThrow(() -> new IllegalStateException("not embedded"));
  }

  /** Returns the environment variables with which the stores are reached. */
  public Map<String, String> storeEnvironment() {
    return backstage.storeEnvironment();
  }

  /**
   * Returns a bearer token of the development issuer for a user of a partner.
   *
   * @throws UserFault if the settings name another issuer
   */
  public String tokenFor(String partner, String user, String... roles) {
    return ownIssuer().token(partner, user, List.of(roles), DevelopmentIssuer.TOKEN_LIFETIME);
  }

  /**
   * Returns a bearer token of the development issuer for an operator.
   *
   * @throws UserFault if the settings name another issuer
   */
  public String operatorTokenFor(String user, String... roles) {
    return ownIssuer().operatorToken(user, List.of(roles), DevelopmentIssuer.TOKEN_LIFETIME);
  }

  private DevelopmentIssuer ownIssuer() {
    if (issuer == null) {
      throw new UserFault(
          "no token: the machine accepts only tokens of the issuer in its settings");
    }
    return issuer;
  }

  @Override
  public void close() {
    closings.close();
  }
}
