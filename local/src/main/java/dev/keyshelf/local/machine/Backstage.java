package dev.keyshelf.local.machine;

import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.TableStore;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.queue.Queues;
import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.queue.QueuePump;
import dev.keyshelf.local.schedule.Schedules;
import dev.keyshelf.local.stream.StreamPump;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everything behind the gateway: the stores and functions that template.yaml declares, schedules
 * and imports. Commands that need no gateway open only this.
 *
 * <p>It uses the stores that the process environment names. If there are none, it uses the stores
 * of a server that is running on the same data folder. Otherwise it starts embedded stores, and
 * stops them on close.
 */
public final class Backstage implements AutoCloseable {
  /** On AWS, a waiting reader holds an execution. Here it holds only a thread. */
  private static final String LONGEST_WAIT_SECONDS = "20";

  private static final String QUEUES = "AWS_ENDPOINT_URL_SQS";

  private final Closings closings;
  private final Template template;
  private final DataDirectory data;
  private final Map<String, String> storeEnvironment;
  private final Optional<EmbeddedCloud> embedded;
  private final Optional<Queues> queues;
  private final Optional<LaterTrouble> trouble;
  private final AdjustableClock clock;
  private final Functions functions;
  private final Schedules schedules;
  private final S3Client s3;
  private final PartnerList partners;

  private Backstage(
      Closings closings,
      Template template,
      DataDirectory data,
      Map<String, String> storeEnvironment,
      Optional<EmbeddedCloud> embedded,
      Optional<Queues> queues,
      Optional<LaterTrouble> trouble,
      AdjustableClock clock,
      Functions functions,
      S3Client s3,
      PartnerList partners) {
    this.closings = closings;
    this.template = template;
    this.data = data;
    this.storeEnvironment = storeEnvironment;
    this.embedded = embedded;
    this.queues = queues;
    this.trouble = trouble;
    this.clock = clock;
    this.functions = functions;
    this.schedules = Schedules.of(template, functions::invoke, regionOf(storeEnvironment));
    this.s3 = s3;
    this.partners = partners;
  }

  /** Opens it for a command. It shares the stores of a server that runs in another process. */
  public static Backstage open(Settings settings) {
    return open(settings, null);
  }

  /**
   * Opens it for a server.
   *
   * @param publicUrl the URL of that server, to which links lead; null for a command
   */
  static Backstage open(Settings settings, @Nullable URI publicUrl) {
    var template = Template.read(settings.template(), settings.suffix());
    var closings = new Closings();
    try {
      var data = closings.add(DataDirectory.open(settings.data()));
      var isToGetSamples = publicUrl != null && settings.samplesFolder() != null;
      if (isToGetSamples && !settings.namesStores()) {
        data.expectSamplesIfNew();
      }
      var server = publicUrl == null ? ServerFile.ofRunning(data) : Optional.<ServerFile>empty();
      var trouble = Optional.ofNullable(settings.trouble()).map(LaterTrouble::new);
      var embedded = embedded(settings, server, data, trouble, publicUrl).map(closings::add);
      var stores =
          embedded
              .map(EmbeddedCloud::environment)
              .orElseGet(() -> storesElsewhere(settings, server));
      var queues =
          server.isPresent() ? Optional.<Queues>empty() : Optional.of(closings.add(Queues.start()));
      queues.ifPresent(each -> each.create(template));
      var clock =
          new AdjustableClock(
              server.isPresent() && settings.clockOffset().isZero()
                  ? server.get().offset()
                  : settings.clockOffset());
      var s3 = closings.add(Stores.s3(stores));
      if (server.isEmpty()) {
        var dynamoDb = closings.add(Stores.dynamoDb(stores));
        var provisioning = new Provisioning(dynamoDb, s3);
        if (!settings.suffix().isEmpty()) {
          closings.add(() -> provisioning.remove(template));
        }
        provisioning.create(template);
      }
      Map<String, String> reached = new HashMap<>(stores);
      reached.putAll(queues.map(Queues::environment).orElseGet(() -> queuesOf(server)));
      Map<String, String> cloud = new HashMap<>(reached);
      cloud.put("KEYSHELF_KEY_FILE", data.vaultFile().toAbsolutePath().toString());
      if (server.isEmpty()) {
        Installation.admit(
            template,
            cloud,
            data,
            clock,
            isToGetSamples && settings.namesStores() ? data::expectSamples : () -> {});
      }
      cloud.put("KEYSHELF_EVENTS_WAIT_SECONDS", LONGEST_WAIT_SECONDS);
      cloud.put("KEYSHELF_WEBHOOKS_TO_LOOPBACK", Boolean.toString(settings.webhooksToLoopback()));
      if (publicUrl != null) {
        cloud.put("KEYSHELF_PUBLIC_URL", publicUrl.toString());
      }
      var issuer = settings.issuer();
      if (issuer != null) {
        cloud.putAll(issuer.variables());
      }
      var functions = closings.add(Functions.load(template, cloud, clock));
      var partners = closings.add(new PartnerList(template, cloud, clock));
      return new Backstage(
          closings, template, data, reached, embedded, queues, trouble, clock, functions, s3,
          partners);
    } catch (RuntimeException | Error e) {
      closings.close();
      throw e;
    }
  }

  private static Optional<EmbeddedCloud> embedded(
      Settings settings,
      Optional<ServerFile> server,
      DataDirectory data,
      Optional<LaterTrouble> trouble,
      @Nullable URI publicUrl) {
    if (StoreEnvironment.isNamedIn(settings.environment())) {
      if (trouble.isPresent()) {
        throw new UserFault(
            "--trouble works with the embedded table store only: unset AWS_ENDPOINT_URL_DYNAMODB"
                + " and AWS_ENDPOINT_URL_S3, or leave out --trouble");
      }
      return Optional.empty();
    }
    return server.isPresent()
        ? Optional.empty()
        : Optional.of(
            EmbeddedCloud.start(
                data.stores(),
                0,
                0,
                trouble.isPresent() ? trouble.get() : Trouble.none(),
                consoleOrigins(publicUrl)));
  }

  /** Returns the origins of pages that the server itself serves: both names of this machine. */
  private static List<String> consoleOrigins(@Nullable URI publicUrl) {
    return publicUrl == null
        ? List.of()
        : List.of(
            "http://localhost:" + publicUrl.getPort(), "http://127.0.0.1:" + publicUrl.getPort());
  }

  private static Map<String, String> storesElsewhere(
      Settings settings, Optional<ServerFile> server) {
    return server.isPresent() && !StoreEnvironment.isNamedIn(settings.environment())
        ? StoreEnvironment.of(settings.environment(), server.get().environment())
        : StoreEnvironment.of(settings.environment());
  }

  /** Returns where the queues of a running server are. */
  private static Map<String, String> queuesOf(Optional<ServerFile> server) {
    return server
        .flatMap(each -> Optional.ofNullable(each.environment().get(QUEUES)))
        .map(endpoint -> Map.of(QUEUES, endpoint))
        .orElse(Map.of());
  }

  private static String regionOf(Map<String, String> environment) {
    return environment.getOrDefault("AWS_REGION", "us-east-1");
  }

  /** Returns the declarations of template.yaml. */
  public Template template() {
    return template;
  }

  /** Returns the domain's clock. */
  public AdjustableClock clock() {
    return clock;
  }

  /** Returns the functions that template.yaml declares. */
  public Functions functions() {
    return functions;
  }

  /** Returns the schedules that template.yaml declares. They run only after they are started. */
  public Schedules schedules() {
    return schedules;
  }

  /** Returns a pump that hands the tables' streams to the functions. The caller closes it. */
  StreamPump pump() {
    return StreamPump.of(template, functions::invoke, storeEnvironment, data.positions(), tables());
  }

  /**
   * Returns a pump that hands the queues' messages to the functions. The caller closes it.
   *
   * @return empty if the queues are those of a server in another process
   */
  Optional<QueuePump> queuePump() {
    return queues.map(
        each -> QueuePump.of(template, each, functions::invoke, regionOf(storeEnvironment)));
  }

  /** Returns the environment variables with which the stores and queues are reached. */
  public Map<String, String> storeEnvironment() {
    return Map.copyOf(storeEnvironment);
  }

  /** Returns an importer into the bucket that the import functions listen to. */
  public Importer importer() {
    var bucket =
        template.functions().stream()
            .map(FunctionDeclaration::objectsCreated)
            .flatMap(List::stream)
            .map(ObjectCreated::bucket)
            .findFirst()
            .orElseThrow(() -> new UserFault("template.yaml declares no function that imports"));
    return new Importer(template, functions, s3, bucket, regionOf(storeEnvironment), clock);
  }

  /** Returns the partners of the stores, ordered by id. Suspended ones come last. */
  List<Partner> partners() {
    return partners.all();
  }

  /** Returns whether the stores are embedded ones that were started here. */
  boolean hasStoresOfItsOwn() {
    return embedded.isPresent();
  }

  /** Returns the table store that was started here, if any. */
  Optional<TableStore> tables() {
    return embedded.map(EmbeddedCloud::tables);
  }

  /** Begins the trouble of the settings, if any: from now on, requests to the table store fail. */
  void beginTrouble() {
    trouble.ifPresent(LaterTrouble::begin);
  }

  /**
   * Starts the housekeeping of the embedded stores.
   *
   * @return the housekeeping, for the caller to close; empty if the stores are not embedded ones
   */
  Optional<Housekeeping> startHousekeeping() {
    return tables()
        .map(
            store ->
                Housekeeping.start(
                    store, new BucketExpiry(s3, template.buckets()), Clock.systemUTC(), clock));
  }

  DataDirectory data() {
    return data;
  }

  @Override
  public void close() {
    closings.close();
  }
}
