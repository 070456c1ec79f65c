package dev.keyshelf.local.earlier;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A catalogue with one product of each kind, the shipped terms and small files, so that the data of
 * a release stays small.
 */
final class SmallCatalogue {
  static final String POOL = "kept";
  static final String SERVER = "server";
  static final String PLAN = "plan";
  static final String GENERATED = "generated";
  static final String RESERVATION = "reservation";

  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");

  private SmallCatalogue() {}

  /** Writes partners, files and a release of the catalogue, laid out like the bucket. */
  static Path first() throws IOException {
    var folder = release("first", "100.00", "9000");
    for (var language : new String[] {"en-US", "ko-KR"}) {
      var file = folder.resolve("artifacts/server-%s.iso".formatted(language));
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, content(language));
    }
    var partners = folder.resolve("imports/partners/partners.yaml");
    Files.createDirectories(partners.resolveSibling(""));
    Files.copy(SAMPLES.resolve("imports/partners/partners.yaml"), partners);
    return folder;
  }

  /** Writes a later release of the catalogue with higher prices. */
  static Path second() throws IOException {
    return release("second", "120.00", "11000");
  }

  private static byte[] content(String language) {
    return "The installation files in %s.\n".formatted(language).getBytes(StandardCharsets.UTF_8);
  }

  private static Path release(String name, String dollars, String yen) throws IOException {
    var terms = SAMPLES.resolve("imports/catalogue/2026-11/terms");
    return DropFolder.release(
        name,
        Map.of(
            "terms/server-software.yaml", Files.readString(terms.resolve("server-software.yaml")),
            "terms/on-premises.yaml", Files.readString(terms.resolve("on-premises.yaml")),
            "products/server.yaml", product(SERVER, "PERPETUAL", "SELF_SERVICE", pool(1), files()),
            "products/plan.yaml",
                product(PLAN, "SUBSCRIPTION", "SELF_SERVICE", year() + pool(2), "artifacts: []\n"),
            "products/generated.yaml",
                product(
                    GENERATED,
                    "SUBSCRIPTION",
                    "NEVER",
                    year() + "    keys: {generated: true}\n",
                    "artifacts: []\n"),
            "products/reservation.yaml",
                product(RESERVATION, "RESERVATION", "SUPPORT_REQUEST", year(), "artifacts: []\n"),
            "prices/us.yaml", prices("US", "USD", dollars),
            "prices/jp.yaml", prices("JP", "JPY", yen)));
  }

  private static String product(
      String id, String kind, String cancellation, String more, String artifacts) {
    return """
    id: %1$s-product
    program: server-software
    title: The product %1$s
    kind: %2$s
    cancellation: %3$s
    skus:
      - id: %1$s
        title: A unit of %1$s
        edition: Standard
        unit: 1 unit
        quantity: {minimum: 1, maximum: 40}
    """
            .formatted(id, kind, cancellation)
        + more
        + artifacts;
  }

  private static String year() {
    return "    term: P1Y\n";
  }

  private static String pool(int unitsPerKey) {
    return "    keys: {pool: %s, unitsPerKey: %s}\n".formatted(POOL, unitsPerKey);
  }

  private static String files() {
    var text = new StringBuilder("artifacts:\n");
    for (var language : new String[] {"en-US", "ko-KR"}) {
      var content = content(language);
      text.append(
          """
            - {version: "2019", language: %1$s, fileType: ISO, fileName: server-%1$s.iso, \
          object: artifacts/server-%1$s.iso, size: %2$s, sha256: "%3$s", \
          releasedAt: 2019-01-01T00:00:00Z}
          """
              .formatted(language, content.length, DropFolder.sha256(content)));
    }
    return text.toString();
  }

  private static String prices(String market, String currency, String price) {
    var text = new StringBuilder("market: %s\ncurrency: %s\noffers:\n".formatted(market, currency));
    for (var sku : new String[] {SERVER, PLAN, GENERATED, RESERVATION}) {
      text.append(
          "  - {sku: %s, unitPrice: \"%s\", taxRate: \"0.10\", validFrom: 2018-09-01T00:00:00Z}\n"
              .formatted(sku, price));
    }
    return text.toString();
  }
}
