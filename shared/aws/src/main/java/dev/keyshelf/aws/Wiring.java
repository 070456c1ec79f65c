package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.cancellation.Cancellations;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.download.ArtifactUrls;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.KeyBatches;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.KeyRings;
import dev.keyshelf.domain.key.KeyStocks;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.ProductKeys;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.PurchaseFacts;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.sealing.KeptSeals;
import dev.keyshelf.domain.sealing.SealKey;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.Traces;
import dev.keyshelf.domain.stock.Stock;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.SupportRequests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The adapters behind the ports of the domain, made from the environment. A handler takes the ports
 * it needs; what no handler asks for is never made, so a function's zip holds only the clients that
 * it uses.
 */
public final class Wiring implements AutoCloseable {
  private static final Duration USUAL_URL_LIFETIME = Duration.ofMinutes(2);

  private static final String SEAL_KEY_LABEL = "keyshelf-seal-1";

  private final Environment environment;
  private final Clock clock;
  private final Clients clients;
  private final DynamoDbClient dynamo;
  private final Table table;
  private final Supplier<KeyVault> vault = new Lazy<>(this::makeVault);
  private final Supplier<BucketFiles> files = new Lazy<>(this::makeFiles);
  private final Supplier<ArtifactFiles> artifactFiles = new Lazy<>(this::makeArtifactFiles);
  private final Supplier<ArtifactUrls> urls = new Lazy<>(this::makeUrls);
  private final Supplier<Seals> seals = new Lazy<>(this::makeSeals);
  private final Supplier<SealKey> sealKey = new Lazy<>(this::makeSealKey);
  private final Supplier<Exports> exports = new Lazy<>(this::makeExports);
  private final Supplier<AttachmentFiles> attachmentFiles = new Lazy<>(this::makeAttachmentFiles);
  private final IdempotencyItems idempotency = new IdempotencyItems(vault);
  private final CommandRecords records = new CommandRecords(idempotency);

  private Wiring(Environment environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
    this.clients = new Clients(environment);
    this.dynamo = clients.dynamoDb();
    this.table = new Table(dynamo, environment.get("KEYSHELF_TABLE"), clock);
  }

  /** Wires a function on Lambda; fails when a variable that every function needs is not set. */
  public static Wiring fromEnvironment() {
    // The SDK brings SLF4J without a provider: its complaint is no news in a function's log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var wiring = new Wiring(new Environment(System.getenv(), true), Clock.systemUTC());
    if (wiring
        .environment
        .find("AWS_LAMBDA_INITIALIZATION_TYPE")
        .filter("snap-start"::equals)
        .isPresent()) {
      StorePriming.of(wiring.table);
    }
    return wiring;
  }

  /** Wires with these variables, and decisions made by this clock. */
  public static Wiring of(Map<String, String> variables, Clock clock) {
    return new Wiring(new Environment(variables, false), clock);
  }

  /** Gives the clock that decisions are made by. */
  public Clock clock() {
    return clock;
  }

  /** Gives where links lead to, when that is not the API's own host; without a slash at the end. */
  public Optional<String> publicUrl() {
    return environment.find("KEYSHELF_PUBLIC_URL");
  }

  /** Gives the partners. */
  public Partners partners() {
    return new DynamoPartners(table);
  }

  /** Gives the customers. */
  public Customers customers() {
    return new DynamoCustomers(table, records);
  }

  /** Gives the catalogue. */
  public Catalogue catalogue() {
    return new DynamoCatalogue(table);
  }

  /** Gives the catalogue's versions. */
  public CatalogueVersions catalogueVersions() {
    return new DynamoCatalogueVersions(
        table, new BulkWrites(dynamo, environment.get("KEYSHELF_TABLE")));
  }

  /** Gives what purchases are decided by. */
  public PurchaseFacts purchaseFacts() {
    return new DynamoPurchaseFacts(table, idempotency);
  }

  /** Gives the orders. */
  public Orders orders() {
    return new DynamoOrders(table, records);
  }

  /** Gives the entitlements. */
  public Entitlements entitlements() {
    return new DynamoEntitlements(table);
  }

  /** Gives what uses of entitlements are decided by. */
  public EntitlementFacts entitlementFacts() {
    return new DynamoEntitlementFacts(table, idempotency);
  }

  /** Gives the key pools. */
  public KeyPools keyPools() {
    return new DynamoKeyPools(table);
  }

  /** Gives the orders that wait for keys. */
  public Backorders backorders() {
    return new DynamoBackorders(table, records);
  }

  /** Returns the stocks of key pools. */
  public KeyStocks keyStocks() {
    return new DynamoKeyPools(table);
  }

  /** Returns the keys in stock, and the sold ones by their batch. */
  public Stock stock() {
    return new DynamoStock(table, records, clock);
  }

  /** Returns the batches of keys. */
  public KeyBatches keyBatches() {
    return new DynamoKeyBatches(table, clock);
  }

  /** Gives the issued keys. */
  public ProductKeys productKeys() {
    return new DynamoProductKeys(table, records);
  }

  /** Returns what the stores know of the keys that their secrets are sealed under. */
  public KeyRings keyRings() {
    return new DynamoKeyRings(table);
  }

  /** Gives the vault of secrets: AWS KMS, or a key file on one machine. */
  public KeyVault keyVault() {
    return vault.get();
  }

  /** Returns what masks the keys of this store in people's words. */
  public KeyMask keyMask() {
    // A client of the key service is made when words have a candidate: most have none.
    return new KeyMask(vault, new DynamoKnownKeys(table));
  }

  /** Gives the download links. */
  public DownloadLinks downloadLinks() {
    return new DynamoDownloadLinks(table, records);
  }

  /** Gives the presigned URLs of files. */
  public ArtifactUrls artifactUrls() {
    return urls.get();
  }

  /** Gives where cancellations are carried out. */
  public Cancellations cancellations() {
    return new DynamoCancellations(table, records);
  }

  /** Gives the windows that are not marked as closed. */
  public CancellationWindows cancellationWindows() {
    return new DynamoCancellationWindows(table);
  }

  /** Gives the support requests. */
  public SupportRequests supportRequests() {
    return new DynamoSupportRequests(table, records);
  }

  /** Gives what is said of the files of support requests. */
  public Attachments attachments() {
    return new DynamoAttachments(table, records);
  }

  /** Gives the bytes of the files of support requests. */
  public AttachmentFiles attachmentFiles() {
    return attachmentFiles.get();
  }

  /** Gives the charges and credits. */
  public Ledger ledger() {
    return new DynamoLedger(table);
  }

  /** Gives the invoices. */
  public Invoices invoices() {
    return new DynamoInvoices(table, clock);
  }

  /** Gives the activity log. */
  public ActivityLog activityLog() {
    return new DynamoActivityLog(table);
  }

  /** Gives the outcomes under callers' keys. */
  public IdempotencyRecords idempotencyRecords() {
    return new DynamoIdempotencyRecords(table, idempotency);
  }

  /** Gives the bucket's files. */
  public BucketFiles bucketFiles() {
    return files.get();
  }

  /** Returns the bytes of files, as they are dropped and as they are served. */
  public ArtifactFiles artifactFiles() {
    return artifactFiles.get();
  }

  /** Returns the files that are to be verified. */
  public Verifications verifications() {
    return new DynamoVerifications(table, clock);
  }

  /** Gives where files are written that are too large for an answer. */
  public Exports exports() {
    return exports.get();
  }

  /** Gives the log's records as their seals know them. */
  public Traces traces() {
    return new DynamoTraces(table);
  }

  /** Gives the seals of the activity log. */
  public Seals seals() {
    return seals.get();
  }

  /** Gives how far logs are sealed. */
  public SealProgress sealProgress() {
    return new DynamoSealProgress(table);
  }

  /** Gives the key that seals are signed with: of AWS KMS, or of the key file on one machine. */
  public SealKey sealKey() {
    return sealKey.get();
  }

  /** Gives all that was ever kept in the place of the seals. */
  public KeptSeals keptSeals() {
    return new S3KeptSeals(clients.s3(), environment.get("KEYSHELF_SEALS_BUCKET"));
  }

  private Seals makeSeals() {
    return new S3Seals(clients.s3(), environment.get("KEYSHELF_SEALS_BUCKET"));
  }

  private SealKey makeSealKey() {
    return SealKey.of(master("", "KEYSHELF_SEAL_KEY").hashKey(1, SEAL_KEY_LABEL));
  }

  private KeyVault makeVault() {
    var master = master("KEYSHELF_WRAPPING_KEY", "KEYSHELF_HASH_KEY");
    return environment
        .find("KEYSHELF_HASH_KEY_VERSION")
        .map(version -> new EnvelopeVault(master, Integer.parseInt(version)))
        .orElseGet(() -> new EnvelopeVault(master));
  }

  /** Makes the key of one machine's file, or of AWS KMS by the variables that name its keys. */
  private MasterKey master(String wrapping, String hashing) {
    return environment
        .find("KEYSHELF_KEY_FILE")
        .<MasterKey>map(path -> new FileMasterKey(Path.of(path)))
        .orElseGet(
            () ->
                new KmsMasterKey(
                    clients.kms(),
                    wrapping.isEmpty() ? "" : environment.get(wrapping),
                    List.of(environment.get(hashing).split(","))));
  }

  private BucketFiles makeFiles() {
    return new BucketFiles(clients.s3(), environment.get("KEYSHELF_BUCKET"));
  }

  private AttachmentFiles makeAttachmentFiles() {
    return new S3AttachmentFiles(
        clients.s3(), clients.presigner(), environment.get("KEYSHELF_BUCKET"));
  }

  /** In a method of its own: a zip without S3 has no class for the client. */
  private ArtifactFiles makeArtifactFiles() {
    return new S3ArtifactFiles(new Lazy<>(clients::s3ForParts), environment.get("KEYSHELF_BUCKET"));
  }

  private ArtifactUrls makeUrls() {
    return new S3ArtifactUrls(
        clients.presigner(), environment.get("KEYSHELF_BUCKET"), urlLifetime());
  }

  private Duration urlLifetime() {
    return environment
        .find("KEYSHELF_URL_SECONDS")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(USUAL_URL_LIFETIME);
  }

  private Exports makeExports() {
    return new S3Exports(
        clients.s3ForParts(), clients.presigner(), environment.get("KEYSHELF_BUCKET"));
  }

  @Override
  public void close() {
    dynamo.close();
  }

  /** Makes a thing when it is first asked for, once. */
  private static final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }
}
