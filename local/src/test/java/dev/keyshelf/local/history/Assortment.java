package dev.keyshelf.local.history;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that operators import: a few products, one of each kind that matters here. */
final class Assortment {
  static final List<String> PARTNERS = List.of("history-a", "history-b");
  static final List<String> MARKETS = List.of("US", "JP", "AU", "DE");
  static final List<String> CURRENCIES = List.of("USD", "JPY", "AUD", "EUR");
  static final List<String> POOLS = List.of("server", "voucher", "updates");

  /** Few downloads for each link, so that clients often reach the limit. */
  static final int DOWNLOADS = 6;

  /** The names of SKUs. A product's id has one more word. */
  static final List<String> SKUS = List.of("server", "plan", "voucher", "updates");

  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final Path FILE =
      SAMPLES.resolve("artifacts/windows-server-2019-standard/en_windows_server_2019_x64.iso");
  private static final Path TERMS =
      SAMPLES.resolve("imports/catalogue/2026-11/terms/server-software.yaml");
  private static final Path SELLER = SAMPLES.resolve("imports/house/seller.yaml");
  private static final Map<String, String> CURRENCY_OF =
      Map.of("US", "USD", "JP", "JPY", "AU", "AUD", "DE", "EUR");

  /** The rate of each SKU in Germany: several on one invoice. */
  private static final List<String> GERMAN_RATES = List.of("0.19", "0.07", "0.190", "0");

  private Assortment() {}

  /** Writes the file of the products, the partners, the house and a first release. */
  static Path opening() throws IOException {
    var folder = release(0);
    var artifact = folder.resolve("artifacts/server.iso");
    Files.createDirectories(artifact.resolveSibling(""));
    Files.copy(FILE, artifact);
    var partners = new StringBuilder("partners:\n");
    for (var partner : PARTNERS) {
      partners.append(
          """
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
              .formatted(partner));
    }
    write(folder.resolve("imports/partners/partners.yaml"), partners.toString());
    write(
        folder.resolve("imports/house/house.yaml"),
        "invoiceNumbers: {format: 'KS-{year}-{number}', digits: 6}\n" + Files.readString(SELLER));
    return folder;
  }

  /** Writes a release whose prices rise with its number. */
  static Path release(int number) throws IOException {
    var files = new TreeMap<String, String>();
    files.put(
        "terms/server-software.yaml",
        Files.readString(TERMS)
            .replace("downloads: 50", "downloads: " + DOWNLOADS)
            .replace(
                "taxIncludedMarkets: [AU, BR]",
                "taxIncludedMarkets: [AU, BR]\n    taxAddedMarkets: [DE, JP]"));
    files.put(
        "products/server.yaml",
        product(
            "server",
            "PERPETUAL",
            "SELF_SERVICE",
            "",
            "{pool: server, unitsPerKey: 1, reserve: false}"));
    files.put(
        "products/plan.yaml",
        product("plan", "SUBSCRIPTION", "SELF_SERVICE", "P1Y", "{generated: true}"));
    files.put(
        "products/voucher.yaml",
        product("voucher", "PERPETUAL", "SELF_SERVICE", "", "{pool: voucher}"));
    files.put(
        "products/updates.yaml",
        product("updates", "SUBSCRIPTION", "SUPPORT_REQUEST", "P1Y", "{pool: updates}"));
    for (var market : MARKETS) {
      files.put("prices/" + market + ".yaml", prices(market, number));
    }
    return DropFolder.release("release-" + number, files);
  }

  /** Writes a file of keys for a pool. */
  static Path keys(String pool, String name, List<String> keys) {
    return DropFolder.with(
        "imports/keys/%s/%s.csv".formatted(pool, name), "key\n" + String.join("\n", keys) + "\n");
  }

  private static String product(
      String name, String kind, String cancellation, String term, String keys) throws IOException {
    return """
    id: %s-product
    program: server-software
    title: %s
    kind: %s
    cancellation: %s
    skus:
      - id: %s
        title: %s
        edition: Standard
        unit: a unit
    %s    quantity: {minimum: 1, maximum: 40}
        keys: %s
    artifacts: [%s]
    """
        .formatted(
            name,
            name,
            kind,
            cancellation,
            name,
            name,
            term.isEmpty() ? "" : "    term: " + term + "\n",
            keys,
            artifact());
  }

  private static String artifact() throws IOException {
    return """
    {version: "2019", language: en-US, fileType: ISO, fileName: server.iso, \
    object: artifacts/server.iso, size: %s, sha256: "%s", releasedAt: 2018-11-13T00:00:00Z}\
    """
        .formatted(Files.size(FILE), DropFolder.sha256(Files.readAllBytes(FILE)));
  }

  private static String prices(String market, int number) {
    var text = new StringBuilder("market: %s\n".formatted(market));
    text.append("currency: %s\noffers:\n".formatted(CURRENCY_OF.get(market)));
    for (int i = 0; i < SKUS.size(); i++) {
      text.append(
          "  - {sku: %s, unitPrice: \"%s\", taxRate: \"%s\", validFrom: 2018-11-01T00:00:00Z}\n"
              .formatted(
                  SKUS.get(i),
                  101 + 31 * i + number,
                  market.equals("DE") ? GERMAN_RATES.get(i) : "0.10"));
    }
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
