package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.cancellation.Cancellations;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.ProductKeys;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.PurchaseFacts;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.SupportRequests;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.contract.Ports;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The wired adapters as the contracts' ports. */
record OnDynamo(Wiring wiring) implements Ports {
  /** Wires one test's stores; no decision is too old for their clock. */
  static Ports of(CloudFixture cloud) {
    return of(cloud, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  static Ports of(CloudFixture cloud, Clock clock) {
    return new OnDynamo(Wiring.of(environment(cloud), clock));
  }

  /** Gives a function's variables, with a key file in place of a key service. */
  static Map<String, String> environment(CloudFixture cloud) {
    var variables = new HashMap<>(cloud.environment());
    var keyFile = Path.of("target", "keys", variables.get("KEYSHELF_TABLE") + ".key");
    variables.put("KEYSHELF_KEY_FILE", keyFile.toString());
    return Map.copyOf(variables);
  }

  @Override
  public Partners partners() {
    return wiring.partners();
  }

  @Override
  public Customers customers() {
    return wiring.customers();
  }

  @Override
  public Catalogue catalogue() {
    return wiring.catalogue();
  }

  @Override
  public CatalogueVersions catalogueVersions() {
    return wiring.catalogueVersions();
  }

  @Override
  public PurchaseFacts purchaseFacts() {
    return wiring.purchaseFacts();
  }

  @Override
  public Orders orders() {
    return wiring.orders();
  }

  @Override
  public Entitlements entitlements() {
    return wiring.entitlements();
  }

  @Override
  public EntitlementFacts entitlementFacts() {
    return wiring.entitlementFacts();
  }

  @Override
  public KeyPools keyPools() {
    return wiring.keyPools();
  }

  @Override
  public KeyVault keyVault() {
    return wiring.keyVault();
  }

  @Override
  public ProductKeys productKeys() {
    return wiring.productKeys();
  }

  @Override
  public DownloadLinks downloadLinks() {
    return wiring.downloadLinks();
  }

  @Override
  public Cancellations cancellations() {
    return wiring.cancellations();
  }

  @Override
  public CancellationWindows cancellationWindows() {
    return wiring.cancellationWindows();
  }

  @Override
  public SupportRequests supportRequests() {
    return wiring.supportRequests();
  }

  @Override
  public Attachments attachments() {
    return wiring.attachments();
  }

  @Override
  public AttachmentFiles attachmentFiles() {
    return wiring.attachmentFiles();
  }

  @Override
  public Ledger ledger() {
    return wiring.ledger();
  }

  @Override
  public Invoices invoices() {
    return wiring.invoices();
  }

  @Override
  public ActivityLog activityLog() {
    return wiring.activityLog();
  }

  @Override
  public IdempotencyRecords idempotencyRecords() {
    return wiring.idempotencyRecords();
  }
}
