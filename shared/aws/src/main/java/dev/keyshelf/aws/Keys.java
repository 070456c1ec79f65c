package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.support.Attachment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes all keys of the table. docs/access-patterns.md lists who uses which. */
final class Keys {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** The attribute of DynamoDB's TTL, in seconds since 1970. It serves only housekeeping. */
  static final String TTL = "removableAt";

  /** The sparse index of the windows that are not marked as closed, and of sold keys by batch. */
  static final String WINDOWS_INDEX = "open-windows";

  /** The sparse index of what is looked for across customers; its key text is in DeskKeys. */
  static final String DESK_INDEX = "desk";

  static final String WINDOW_SHARD = "windowShard";
  static final String WINDOW_SORT = "windowSort";

  static final String ORDER = "ORDER#";
  static final String ENTITLEMENT = "ENTITLEMENT#";
  static final String KEY = "KEY#";
  static final String LINK = "LINK#";
  static final String DOWNLOAD = "DOWNLOAD#";
  static final String CUSTOMER = "CUSTOMER#";
  static final String NAME = "NAME#";
  static final String WORD = "WORD#";
  static final String ARTIFACT = "ARTIFACT#";
  static final String OFFER = "OFFER#";
  static final String PRODUCT = "PRODUCT#";
  static final String TERMS = "TERMS#";
  static final String REQUEST = "REQUEST#";
  static final String NOTE = "NOTE#";
  static final String ATTACHMENT = "ATTACHMENT#";
  static final String CATALOGUE = "CATALOGUE";
  static final String CATALOGUE_VERSION = "VERSION#";
  static final String BACKORDERS = "BACKORDERS";
  static final String INVOICE = "INVOICE#";

  /** The partition of files to verify. */
  static final String VERIFICATION = "VERIFICATION#";

  static final String FILE = "FILE#";
  static final String IMPORT = "IMPORT#";
  static final String ALONE = "-";

  /** A format of fixed width, so that texts sort by time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Keys() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A key that is never written. Priming reads it. */
  static Key nothing() {
    return new Key("NOTHING#", ALONE);
  }

  // Partners.

  static Key partner(PartnerId partner) {
    return new Key("PARTNER#" + partner, ALONE);
  }

  static Key tenant(String tenant) {
    return new Key("TENANT#" + tenant, ALONE);
  }

  static String registryShard(int shard) {
    return "PARTNERS#" + shard;
  }

  static Key registryEntry(PartnerId partner) {
    var shard = Math.floorMod(partner.value().hashCode(), Partners.SHARDS);
    return new Key(registryShard(shard), partner.value());
  }

  // Customers.

  static String customersOf(PartnerId partner) {
    return "CUSTOMERS#" + partner;
  }

  static Key customer(PartnerId partner, CustomerId customer) {
    return new Key(customersOf(partner), CUSTOMER + customer);
  }

  static Key domain(PartnerId partner, Domain domain) {
    return new Key(customersOf(partner), "DOMAIN#" + domain);
  }

  static Key tenant(PartnerId partner, TenantId tenant) {
    return new Key(customersOf(partner), "TENANT#" + tenant);
  }

  /**
   * The key of a customer's entry by name. The name is case-folded, so that a prefix matches it in
   * any case. The tab occurs in no name and sorts before all other characters, so that a name comes
   * before longer ones that begin with it.
   */
  static Key customerName(PartnerId partner, FoldedName name, CustomerId customer) {
    return new Key(customersOf(partner), NAME + name + "\t" + customer);
  }

  /** The customer's entry by a word of its name, in the same way. */
  static Key customerWord(PartnerId partner, FoldedName word, CustomerId customer) {
    return new Key(customersOf(partner), WORD + word + "\t" + customer);
  }

  // Orders, entitlements, keys and links of a customer.

  static String belongingsOf(PartnerId partner, CustomerId customer) {
    return "CUSTOMER#" + partner + "#" + customer;
  }

  static Key order(PartnerId partner, CustomerId customer, OrderId order) {
    return new Key(belongingsOf(partner, customer), ORDER + order);
  }

  static Key entitlement(PartnerId partner, CustomerId customer, EntitlementId entitlement) {
    return new Key(belongingsOf(partner, customer), ENTITLEMENT + padded(entitlement));
  }

  static Key issuedKey(
      PartnerId partner,
      CustomerId customer,
      EntitlementId entitlement,
      int ordinal,
      int generation) {
    return new Key(
        belongingsOf(partner, customer),
        issuedKeysOf(entitlement) + String.format(Locale.ROOT, "%03d#%04d", ordinal, generation));
  }

  static String issuedKeysOf(EntitlementId entitlement) {
    return KEY + entitlement + "#";
  }

  static Key linkEntry(
      PartnerId partner, CustomerId customer, EntitlementId entitlement, LinkId link) {
    return new Key(belongingsOf(partner, customer), linksOf(entitlement) + link);
  }

  /** The keys that an order waits for. All share one partition, since only large orders wait. */
  static Key backorder(OrderId order) {
    return new Key(BACKORDERS, order.value());
  }

  /** The number of a pool's keys that all orders together wait for. */
  static Key backlog(String pool) {
    return new Key("BACKLOG#" + pool, ALONE);
  }

  static String linksOf(EntitlementId entitlement) {
    return LINK + entitlement + "#";
  }

  /** The revocation of all links of a generation. */
  static Key linksRevocation(
      PartnerId partner, CustomerId customer, EntitlementId entitlement, int generation) {
    return new Key(belongingsOf(partner, customer), "REVOCATION#" + entitlement + "#" + generation);
  }

  /** Pads the line number, so that line 10 sorts after line 9. */
  static String padded(EntitlementId entitlement) {
    return String.format(Locale.ROOT, "%s-%02d", entitlement.order(), entitlement.line());
  }

  // Links and downloads.

  static Key link(String tokenHash) {
    return new Key("LINK#" + tokenHash, ALONE);
  }

  static Key download(String tokenHash, DownloadId download) {
    return new Key("LINK#" + tokenHash, DOWNLOAD + download);
  }

  // Keys.

  static String pool(String pool, int shard) {
    return "POOL#" + pool + "#" + shard;
  }

  static Key pooledKey(String pool, int shard, String id) {
    return new Key(pool(pool, shard), id);
  }

  /** The item that names the keys which seal and hash secrets. */
  static Key keyRing() {
    return new Key("KEYRING", ALONE);
  }

  /** A batch of keys. Two different files with the same name are two batches. */
  static Key keyBatch(String pool, String name, String sha256) {
    return new Key("BATCH#" + pool, name + "#" + sha256);
  }

  static Key keyUniqueness(String fingerprint) {
    return new Key("KEYHASH#" + fingerprint, ALONE);
  }

  // The log and the ledger.

  static String activityOf(PartnerId partner, LocalDate day) {
    return "ACTIVITY#" + partner + "#" + day;
  }

  static Key activity(PartnerId partner, Instant at, String id) {
    return new Key(
        activityOf(partner, LocalDate.ofInstant(at, ZoneOffset.UTC)), time(at) + "#" + id);
  }

  static String ledgerOf(PartnerId partner, YearMonth month) {
    return "LEDGER#" + partner + "#" + month;
  }

  static Key ledgerEntry(PartnerId partner, LedgerKey key) {
    return new Key(ledgerOf(partner, key.month()), ledgerSort(key));
  }

  static String ledgerSort(LedgerKey key) {
    return time(key.at()) + "#" + key.id();
  }

  static LedgerKey ledgerKey(String sort) {
    var end = sort.indexOf('#');
    return new LedgerKey(Instant.parse(sort.substring(0, end)), sort.substring(end + 1));
  }

  // Invoices.

  static String invoicesOf(PartnerId partner) {
    return "INVOICES#" + partner;
  }

  static Key billingAccount(PartnerId partner) {
    return new Key(invoicesOf(partner), "ACCOUNT");
  }

  static Key invoice(PartnerId partner, YearMonth month, String currency) {
    return new Key(invoicesOf(partner), INVOICE + month + "#" + currency);
  }

  /** The partition of the rolls that name entries of one month's ledger. */
  static String rollsOf(PartnerId partner, YearMonth month) {
    return "ROLL#" + partner + "#" + month;
  }

  static String partsOf(String roll) {
    return roll + "#";
  }

  /** A part of a roll. Its sort key ends with the last entry that it names. */
  static Key rollPart(PartnerId partner, YearMonth month, String roll, LedgerKey last) {
    return new Key(rollsOf(partner, month), partsOf(roll) + ledgerSort(last));
  }

  /** The item that holds the last month for which a shard of partners is invoiced. */
  static Key invoiced(int shard) {
    return new Key("INVOICED#" + shard, ALONE);
  }

  // Support requests.

  static String supportOf(PartnerId partner) {
    return "SUPPORT#" + partner;
  }

  static Key supportRequest(PartnerId partner, SupportRequestId request) {
    return new Key(supportOf(partner), REQUEST + request);
  }

  /** The partition of one request's notes and attachments. */
  static String supportOf(PartnerId partner, SupportRequestId request) {
    return supportOf(partner) + "#" + request;
  }

  static Key note(PartnerId partner, SupportRequestId request, String id) {
    return new Key(supportOf(partner, request), NOTE + id);
  }

  static Key attachment(Attachment attachment) {
    return new Key(
        supportOf(attachment.partner(), attachment.request()),
        ATTACHMENT + String.format(Locale.ROOT, "%02d", attachment.place()));
  }

  // Idempotency.

  /** The record of an idempotency key. The caller's text is hashed, so it cannot shape our key. */
  static Key once(IdempotencyKey key) {
    return new Key(
        "ONCE#%s#%s#%s".formatted(key.partner(), key.route(), Sha256.of(key.key())), ALONE);
  }

  // The catalogue.

  static Key currentCatalogue() {
    return new Key(CATALOGUE, "CURRENT");
  }

  /** The registry entry of a version. An import writes it first, and sweeps find versions by it. */
  static Key catalogueVersion(String version) {
    return new Key(CATALOGUE, CATALOGUE_VERSION + version);
  }

  static String catalogue(String version) {
    return CATALOGUE + "#" + version;
  }

  static Key productSummary(String version, ProductId product) {
    return new Key(catalogue(version), PRODUCT + product);
  }

  static Key terms(String version, String program) {
    return new Key(catalogue(version), TERMS + program);
  }

  static String product(String version, ProductId product) {
    return catalogue(version) + "#PRODUCT#" + product;
  }

  static String skuPartition(String version, SkuId sku) {
    return catalogue(version) + "#SKU#" + sku;
  }

  static Key artifact(String version, ArtifactChoice choice) {
    return new Key(
        product(version, choice.product()),
        ARTIFACT + String.join("#", choice.version(), choice.language(), choice.fileType()));
  }

  static Key offers(String version, SkuId sku, Market market) {
    return new Key(skuPartition(version, sku), OFFER + market);
  }

  static Key sku(String version, SkuId sku) {
    return new Key(skuPartition(version, sku), ALONE);
  }

  // Files to verify.

  static Key verification(String objectKey, String sha256) {
    return new Key(VERIFICATION, FILE + sha256 + "#" + objectKey);
  }

  static Key waitingImport(String objectKey) {
    return new Key(VERIFICATION, IMPORT + objectKey);
  }

  // Open windows.

  static String windowShard(int shard) {
    return String.format(Locale.ROOT, "WINDOWS#%02d", shard);
  }

  static int shardOf(EntitlementId entitlement) {
    return Math.floorMod(entitlement.value().hashCode(), CancellationWindows.SHARDS);
  }
}
