package dev.keyshelf.testkit.contract;

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

/** One store behind the domain's ports: empty at first, and its clock is before every decision. */
public interface Ports {
  Partners partners();

  Customers customers();

  Catalogue catalogue();

  CatalogueVersions catalogueVersions();

  PurchaseFacts purchaseFacts();

  Orders orders();

  Entitlements entitlements();

  EntitlementFacts entitlementFacts();

  KeyPools keyPools();

  KeyVault keyVault();

  ProductKeys productKeys();

  DownloadLinks downloadLinks();

  Cancellations cancellations();

  CancellationWindows cancellationWindows();

  SupportRequests supportRequests();

  Attachments attachments();

  AttachmentFiles attachmentFiles();

  Ledger ledger();

  Invoices invoices();

  ActivityLog activityLog();

  IdempotencyRecords idempotencyRecords();
}
