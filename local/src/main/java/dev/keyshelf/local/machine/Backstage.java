package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.schedule.Schedules;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everything behind the gateway: the stores as template.yaml declares them, the functions, and what
 * runs functions without a request. Commands that need no gateway open just this.
 *
 * <p>The stores are those the process environment names; else those of the server that is running
 * on the same data folder; else embedded ones, started here and stopped on close.
 */
public final class Backstage implements AutoCloseable {
  private final Closings closings;
  private final Template template;
  private final DataDirectory data;
  private final Map<String, String> storeEnvironment;
  private final Optional<EmbeddedCloud> embedded;
  private final Optional<LaterTrouble> trouble;
  private final AdjustableClock clock;
  private final Functions functions;
  private final Schedules schedules;
  private final S3Client s3;

  private Backstage(
      Closings closings,
      Template template,
      DataDirectory data,
      Map<String, String> storeEnvironment,
      Optional<EmbeddedCloud> embedded,
      Optional<LaterTrouble> trouble,
      AdjustableClock clock,
      Functions functions,
      S3Client s3) {
    this.closings = closings;
    this.template = template;
    this.data = data;
    this.storeEnvironment = storeEnvironment;
    this.embedded = embedded;
    this.trouble = trouble;
    this.clock = clock;
    this.functions = functions;
    this.schedules = Schedules.of(template, functions, regionOf(storeEnvironment));
    this.s3 = s3;
  }

  /** Opens it for a command: shares the stores of a server that runs in another process. */
  public static Backstage open(Settings settings) {
    return open(settings, null);
  }

  /**
   * Opens it for a server.
   *
   * @param publicUrl where that server answers; links lead there. Null for a command
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
      var embedded = embedded(settings, server, data, trouble).map(closings::add);
      var stores =
          embedded
              .map(EmbeddedCloud::environment)
              .orElseGet(() -> storesElsewhere(settings, server));
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
      Map<String, String> cloud = new HashMap<>(stores);
      cloud.put("KEYSHELF_KEY_FILE", data.vaultFile().toAbsolutePath().toString());
      if (server.isEmpty()) {
        Installation.admit(
            template,
            cloud,
            data,
            clock,
            isToGetSamples && settings.namesStores() ? data::expectSamples : () -> {});
      }
      if (publicUrl != null) {
        cloud.put("KEYSHELF_PUBLIC_URL", publicUrl.toString());
      }
      var functions = closings.add(Functions.load(template, cloud, clock));
      return new Backstage(
          closings, template, data, stores, embedded, trouble, clock, functions, s3);
    } catch (RuntimeException | Error e) {
      closings.close();
      throw e;
    }
  }

  private static Optional<EmbeddedCloud> embedded(
      Settings settings,
      Optional<ServerFile> server,
      DataDirectory data,
      Optional<LaterTrouble> trouble) {
    if (StoreEnvironment.isNamedIn(settings.environment())) {
      if (trouble.isPresent()) {
        throw new UserFault(
            "--trouble is of the embedded table store, and AWS_ENDPOINT_URL_DYNAMODB names"
                + " another");
      }
      return Optional.empty();
    }
    return server.isPresent()
        ? Optional.empty()
        : Optional.of(
            EmbeddedCloud.start(
                data.stores(), 0, 0, trouble.isPresent() ? trouble.get() : Trouble.none()));
  }

  private static Map<String, String> storesElsewhere(
      Settings settings, Optional<ServerFile> server) {
    return server.isPresent() && !StoreEnvironment.isNamedIn(settings.environment())
        ? StoreEnvironment.of(settings.environment(), server.get().environment())
        : StoreEnvironment.of(settings.environment());
  }

  private static String regionOf(Map<String, String> environment) {
    return environment.getOrDefault("AWS_REGION", "us-east-1");
  }

  /** What template.yaml declares. */
  public Template template() {
    return template;
  }

  /** The domain's clock. */
  public AdjustableClock clock() {
    return clock;
  }

  /** The functions that template.yaml declares. */
  public Functions functions() {
    return functions;
  }

  /** Fires scheduled functions. */
  public Schedules schedules() {
    return schedules;
  }

  /** How the stores are reached. */
  public Map<String, String> storeEnvironment() {
    return Map.copyOf(storeEnvironment);
  }

  /** Imports into the bucket that the import functions listen to. */
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

  /** True when the stores are embedded ones. */
  boolean hasStoresOfItsOwn() {
    return embedded.isPresent();
  }

  /** From now on requests to the table store meet the trouble that was asked for. */
  void beginTrouble() {
    trouble.ifPresent(LaterTrouble::begin);
  }

  /** From now on the embedded table store is tidied; the caller closes what this returns. */
  Optional<Housekeeping> startHousekeeping() {
    return embedded.map(stores -> Housekeeping.start(stores.tables(), Clock.systemUTC(), clock));
  }

  DataDirectory data() {
    return data;
  }

  @Override
  public void close() {
    closings.close();
  }
}
