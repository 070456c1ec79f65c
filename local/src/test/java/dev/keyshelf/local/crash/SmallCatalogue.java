package dev.keyshelf.local.crash;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A catalogue of one product, so that its import needs few calls. */
final class SmallCatalogue {
  private static final Path TERMS =
      Settings.defaultTemplate()
          .resolveSibling("samples/imports/catalogue/2026-11/terms/server-software.yaml");

  private static final String PRODUCT =
      """
      id: small
      program: server-software
      title: Small
      kind: RESERVATION
      cancellation: SUPPORT_REQUEST
      skus:
        - id: small-p1y
          title: A year
          edition: Small
          unit: a unit
          term: P1Y
          quantity: {minimum: 1, maximum: 100}
      artifacts: []
      """;

  private static final String PRICES =
      """
      market: US
      currency: USD
      offers:
        - {sku: small-p1y, unitPrice: "1.00", taxRate: "0", validFrom: 2018-08-31T00:00:00Z}
      """;

  private SmallCatalogue() {}

  /** Writes a release of this catalogue into a new folder that is laid out like the bucket. */
  static Path release(String name) throws IOException {
    return DropFolder.release(
        name,
        Map.of(
            "prices/us.yaml", PRICES,
            "products/small.yaml", PRODUCT,
            "terms/server-software.yaml", Files.readString(TERMS)));
  }
}
