package dev.keyshelf.local.history;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What operators drop into the bucket: few products, one of each kind that matters here. */
final class Assortment {
  static final List<String> PARTNERS = List.of("history-a", "history-b");
  static final List<String> MARKETS = List.of("US", "JP", "AU");
  static final List<String> POOLS = List.of("server", "voucher", "updates");

  /** So few that the last ones are met often. */
  static final int DOWNLOADS = 6;

  /** What a SKU is called; the product's id has a word more. */
  static final List<String> SKUS = List.of("server", "plan", "voucher", "updates");

  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final Path FILE =
      SAMPLES.resolve("artifacts/windows-server-2019-standard/en_windows_server_2019_x64.iso");
  private static final Path TERMS =
      SAMPLES.resolve("imports/catalogue/2026-11/terms/server-software.yaml");
  private static final Map<String, String> CURRENCIES =
      Map.of("US", "USD", "JP", "JPY", "AU", "AUD");

  private Assortment() {}

  /** Writes the file of the products, the partners and a first release. */
  static Path opening() throws IOException {
    var folder = release(0);
    var artifact = folder.resolve("artifacts/server.iso");
    Files.createDirectories(artifact.resolveSibling(""));
    Files.copy(FILE, artifact);
    var partners = new StringBuilder("partners:\n");
    for (var partner : PARTNERS) {
      partners.append(
          "  - {id: %s, name: Any, suspended: false, eligiblePrograms: [server-software]}\n"
              .formatted(partner));
    }
    write(folder.resolve("imports/partners/partners.yaml"), partners.toString());
    return folder;
  }

  /** Writes a release whose prices are its number higher. */
  static Path release(int number) throws IOException {
    var files = new TreeMap<String, String>();
    files.put(
        "terms/server-software.yaml",
        Files.readString(TERMS).replace("downloads: 50", "downloads: " + DOWNLOADS));
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
    text.append("currency: %s\noffers:\n".formatted(CURRENCIES.get(market)));
    for (int i = 0; i < SKUS.size(); i++) {
      text.append(
          "  - {sku: %s, unitPrice: \"%s\", taxRate: \"0.10\", validFrom: 2018-11-01T00:00:00Z}\n"
              .formatted(SKUS.get(i), 101 + 31 * i + number));
    }
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
