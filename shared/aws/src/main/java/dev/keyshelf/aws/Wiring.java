package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.alarm.Alarms;
import dev.keyshelf.domain.alarm.StoreAlarms;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.billing.Payments;
import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.cancellation.Cancellations;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.Verifications;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.desk.Desk;
import dev.keyshelf.domain.desk.DeskIndex;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.download.ArtifactUrls;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.KeyBatches;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.key.KeyPlaces;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.KeyRings;
import dev.keyshelf.domain.key.KeyStocks;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.ProductKeys;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.PurchaseFacts;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.resale.PriceLists;
import dev.keyshelf.domain.sealing.KeptSeals;
import dev.keyshelf.domain.sealing.ListSealedLogs;
import dev.keyshelf.domain.sealing.SealKey;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.Traces;
import dev.keyshelf.domain.sealing.VerifiedLogs;
import dev.keyshelf.domain.stock.Stock;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.SupportQueue;
import dev.keyshelf.domain.support.SupportRequests;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes the adapters behind the domain's ports, configured from the environment. A handler asks for
 * the ports that it needs. Others are never made, so a function's zip holds only the clients that
 * it uses.
 */
public final class Wiring implements AutoCloseable {
  private final Environment environment;
  private final Clock clock;
  private final Clients clients;
  private final DynamoDbClient dynamo;
  private final Table table;
  private final BucketStores buckets;
  private final MasterKeys keys;
  private final IdempotencyItems idempotency;
  private final KeyAdmission admission;
  private final CommandRecords records;

  /** For webhooks and price lists. Their functions may not store which keys the table knows. */
  private final CommandRecords ofSettings;

  private Wiring(Environment environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
    this.clients = new Clients(environment);
    this.buckets = new BucketStores(environment, clients);
    this.dynamo = clients.dynamoDb();
    this.table = new Table(dynamo, environment.get("KEYSHELF_TABLE"), clock);
    this.keys = new MasterKeys(environment, clients);
    this.idempotency = new IdempotencyItems(() -> keys.vault(Purpose.STORED_ANSWERS));
    this.admission = new KeyAdmission(keyRings(), keys::own);
    this.records = new CommandRecords(idempotency, admission::require);
    this.ofSettings = new CommandRecords(idempotency);
  }

  /** Wires a function on Lambda. Throws if a variable that every function needs is not set. */
  public static Wiring fromEnvironment() {
    // The SDK uses SLF4J without a provider. Its warning about that would only clutter the log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var wiring = new Wiring(new Environment(System.getenv(), true), Clock.systemUTC());
    if (wiring.environment.isSnapStarted()) {
      StorePriming.of(wiring.table);
    }
    return wiring;
  }

  /** Wires with these variables and this clock. */
  public static Wiring of(Map<String, String> variables, Clock clock) {
    return new Wiring(new Environment(variables, false), clock);
  }

  /** Returns the clock that all decisions use. */
  public Clock clock() {
    return clock;
  }

  /** Returns the base URL of links if it is not the API's own host. It has no slash at the end. */
  public Optional<String> publicUrl() {
    return environment.find("KEYSHELF_PUBLIC_URL");
  }

  /** Returns the variables that say whose tokens are accepted, and how their claims are read. */
  public Map<String, String> tokenSettings() {
    return environment.tokenSettings();
  }

  /** Returns the partners. */
  public Partners partners() {
    return new DynamoPartners(table, clock);
  }

  /** Returns the parties of documents. */
  public Parties parties() {
    return new DynamoParties(table, clock);
  }

  /** Returns the customers. */
  public Customers customers() {
    return new DynamoCustomers(table, records);
  }

  /** Returns the catalogue. */
  public Catalogue catalogue() {
    return new DynamoCatalogue(table);
  }

  /** Returns the catalogue's versions. */
  public CatalogueVersions catalogueVersions() {
    return new DynamoCatalogueVersions(
        table, new BulkWrites(dynamo, environment.get("KEYSHELF_TABLE")));
  }

  /** Returns the reader of the facts for purchases. */
  public PurchaseFacts purchaseFacts() {
    return new DynamoPurchaseFacts(table, idempotency);
  }

  /** Returns the orders. */
  public Orders orders() {
    return new DynamoOrders(table, records);
  }

  /** Returns the entitlements. */
  public Entitlements entitlements() {
    return new DynamoEntitlements(table);
  }

  /** Returns the writer of index entries that items of earlier releases lack. */
  public DeskIndex deskIndex() {
    return new DynamoDeskIndex(table);
  }

  /** Returns the reader of orders and entitlements across customers. */
  public Desk desk() {
    return new DynamoDesk(table);
  }

  /** Returns the reader of the facts for uses of entitlements. */
  public EntitlementFacts entitlementFacts() {
    return new DynamoEntitlementFacts(table, idempotency);
  }

  /** Returns the key pools. */
  public KeyPools keyPools() {
    return new DynamoKeyPools(table);
  }

  /** Returns the orders that wait for keys. */
  public Backorders backorders() {
    return new DynamoBackorders(table, records);
  }

  /** Returns the stocks of key pools. */
  public KeyStocks keyStocks() {
    return new DynamoKeyPools(table);
  }

  /** Returns the keys in stock, and the sold keys of each batch. */
  public Stock stock() {
    return new DynamoStock(table, records, clock);
  }

  /** Returns the batches of keys. */
  public KeyBatches keyBatches() {
    return new DynamoKeyBatches(table, admission, clock);
  }

  /** Returns the issued keys. */
  public ProductKeys productKeys() {
    return new DynamoProductKeys(table, records);
  }

  /** Returns where issued keys are. */
  public KeyPlaces keyPlaces() {
    return new DynamoKeyPlaces(table, admission);
  }

  /** Returns the last counts of the pools. */
  public StockCounts stockCounts() {
    return new DynamoStockCounts(table);
  }

  /** Returns the store of the key ring, which names the keys that seal and hash secrets. */
  public KeyRings keyRings() {
    return new DynamoKeyRings(table);
  }

  /** Returns the vault of product keys, with AWS KMS or with a key file on one machine. */
  public KeyVault keyVault() {
    return keys.vault(Purpose.PRODUCT_KEYS);
  }

  /** Returns the vault of webhooks' secrets. It opens no product key. */
  public KeyVault webhookVault() {
    return keys.vault(Purpose.WEBHOOK_SECRETS);
  }

  /** Returns the mask that hides this store's keys in texts that people wrote. */
  public KeyMask keyMask() {
    // The key service's client is made only if a text may hold a key. Most texts do not.
    return new KeyMask(this::keyVault, new DynamoKnownKeys(table));
  }

  /** Returns the download links. */
  public DownloadLinks downloadLinks() {
    return new DynamoDownloadLinks(table, records);
  }

  /** Returns the signer of presigned URLs. */
  public ArtifactUrls artifactUrls() {
    return buckets.artifactUrls();
  }

  /** Returns the cancellations. */
  public Cancellations cancellations() {
    return new DynamoCancellations(table, records);
  }

  /** Returns the windows that are not marked as closed. */
  public CancellationWindows cancellationWindows() {
    return new DynamoCancellationWindows(table);
  }

  /** Returns the support requests. */
  public SupportRequests supportRequests() {
    return new DynamoSupportRequests(table, records);
  }

  /** Returns the support requests of all partners. */
  public SupportQueue supportQueue() {
    return new DynamoSupportQueue(table);
  }

  /** Returns the attachments of support requests, without their bytes. */
  public Attachments attachments() {
    return new DynamoAttachments(table, records);
  }

  /** Returns the bytes of attachments. */
  public AttachmentFiles attachmentFiles() {
    return buckets.attachmentFiles();
  }

  /** Returns the ledger of charges and credit notes. */
  public Ledger ledger() {
    return new DynamoLedger(table);
  }

  /** Returns the invoices. */
  public Invoices invoices() {
    return new DynamoInvoices(table, clock);
  }

  /** Returns the payments. */
  public Payments payments() {
    return new DynamoPayments(table, clock);
  }

  /** Returns the rendered documents. */
  public Documents documents() {
    return new DynamoDocuments(table, clock);
  }

  /** Returns the files of rendered documents. */
  public DocumentFiles documentFiles() {
    return buckets.documentFiles();
  }

  /** Returns the partners' price lists for their customers. */
  public PriceLists priceLists() {
    return new DynamoPriceLists(table, ofSettings);
  }

  /** Returns the activity log. */
  public ActivityLog activityLog() {
    return new DynamoActivityLog(table);
  }

  /** Returns the stores of the event feeds. */
  public FeedStores feed() {
    return FeedStores.of(table, environment);
  }

  /** Returns the stores of the webhooks, and the queue that wakes them. */
  public WebhookStores webhooks() {
    return WebhookStores.of(table, ofSettings, clients, environment);
  }

  /** Returns the idempotency records. */
  public IdempotencyRecords idempotencyRecords() {
    return new DynamoIdempotencyRecords(table, idempotency);
  }

  /** Returns the bucket's files. */
  public BucketFiles bucketFiles() {
    return buckets.files();
  }

  /** Returns the bytes of artifacts, both as dropped and as verified. */
  public ArtifactFiles artifactFiles() {
    return buckets.artifactFiles();
  }

  /** Returns the files to verify. */
  public Verifications verifications() {
    return new DynamoVerifications(table, clock);
  }

  /** Returns the writer of files that are too large for an answer. */
  public Exports exports() {
    return buckets.exports();
  }

  /** Returns the stack's alarms in CloudWatch. On one machine, those that its store shows. */
  public Alarms alarms() {
    return environment.find("KEYSHELF_KEY_FILE").isPresent()
        ? new StoreAlarms(
            stockCounts(),
            new ListSealedLogs(partners(), traces(), sealProgress(), verifiedLogs()),
            clock::instant)
        : clients.alarms(environment.get("KEYSHELF_ALARMS"));
  }

  /** Returns what is needed to check versions of functions. */
  public VersionChecks versionChecks() {
    return VersionChecks.of(clients, environment);
  }

  /** Returns the last verification of each log. */
  public VerifiedLogs verifiedLogs() {
    return new DynamoVerifiedLogs(table);
  }

  /** Returns the hashes of the log's records, as seals hold them. */
  public Traces traces() {
    return new DynamoTraces(table);
  }

  /** Returns the seals of the activity log. */
  public Seals seals() {
    return buckets.seals();
  }

  /** Returns the progress of sealing the logs. */
  public SealProgress sealProgress() {
    return new DynamoSealProgress(table);
  }

  /** Returns the key that signs seals, from AWS KMS or from the key file on one machine. */
  public SealKey sealKey() {
    return keys.sealKey();
  }

  /** Returns all versions of seals that were ever stored. */
  public KeptSeals keptSeals() {
    return buckets.keptSeals();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
