package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The files that an operator drops into the bucket; each drop is a new file. */
final class Drops {
  private static final String POOL = "windows-server-2019-standard";

  private final Shop shop;

  Drops(Shop shop) {
    this.shop = shop;
  }

  Attempt partners() throws IOException {
    var id = "p" + UUID.randomUUID().toString().substring(0, 8);
    return imports(DropFolder.with("imports/partners/partners.yaml", partner(id)));
  }

  static String partner(String id) {
    return """
    partners:
      - id: %s
        name: Any
        suspended: false
        eligiblePrograms: [server-software]
        buyer:
          legalName: Any GmbH
          address: {lines: [Musterstraße 12], city: Wien, postalCode: "1010", country: AT}
          vatNumber: ATU12345678
          electronicAddress: {scheme: "9914", id: ATU12345678}
    """
        .formatted(id);
  }

  /**
   * Sets the numbers of invoices. All documents are in one series, because the months that pass
   * would begin others. A repeated drop sets the same again.
   */
  Attempt house() throws IOException {
    return imports(
        DropFolder.with(
            "imports/house/house.yaml", "invoiceNumbers: {format: 'KS-{number}', digits: 6}\n"));
  }

  /** Supplies the seller that documents name. */
  void seller() throws IOException {
    var file = Settings.defaultTemplate().resolveSibling("samples/imports/house/seller.yaml");
    var faults =
        shop.machine()
            .importer()
            .importPath(DropFolder.with("imports/house/seller.yaml", Files.readString(file)))
            .faults();
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.toString());
    }
  }

  Attempt keys() throws IOException {
    return imports(
        DropFolder.with("imports/keys/" + POOL + "/" + UUID.randomUUID() + ".csv", threeKeys()));
  }

  static String threeKeys() {
    var csv = new StringBuilder("key\n");
    for (int i = 0; i < 3; i++) {
      var random = UUID.randomUUID().toString().toUpperCase(Locale.ROOT).replace("-", "");
      csv.append("XXXXX-%s-%s\n".formatted(random.substring(0, 5), random.substring(5, 10)));
    }
    return csv.toString();
  }

  /** Pays two cents of the last invoice in two parts. */
  Attempt payments(String customer, String sku) throws IOException {
    for (int month = 0; month < 2; month++) {
      shop.order("partner-a", customer, sku + ":20");
      shop.endMonth();
    }
    shop.machine().schedules().fire("IssueInvoices");
    var invoices = shop.of("partner-a").get("/v1/invoices?limit=1").expect(200);
    var invoice = invoices.at("/items/0/number");
    var csv = new StringBuilder("partner,invoice,reference,amount,currency,paidOn\n");
    for (int i = 0; i < 2; i++) {
      csv.append("partner-a,%s,%s,0.01,USD,2020-01-31\n".formatted(invoice, UUID.randomUUID()));
    }
    return imports(
        DropFolder.with("imports/payments/" + UUID.randomUUID() + ".csv", csv.toString()));
  }

  Attempt catalogue() throws IOException {
    return imports(SmallCatalogue.release(UUID.randomUUID().toString().substring(0, 8)));
  }

  private Attempt imports(Path folder) {
    return () -> {
      var faults = shop.machine().importer().importPath(folder).faults();
      var died =
          !faults.isEmpty()
              && faults.stream().allMatch(fault -> fault.endsWith(new Stop.Dead().getMessage()));
      return new Told(faults.isEmpty(), died, Optional.empty(), faults.toString());
    };
  }
}
