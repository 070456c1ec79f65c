package dev.keyshelf.local.editions;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A catalogue with the shipped terms. Its products have offers since before the first edition, so a
 * refusal always comes from an edition and never from a missing offer.
 */
final class EditionCatalogue {
  static final String SERVER = "server";
  static final String ACCESS_MONTH = "access-p1m";
  static final String ACCESS_YEAR = "access-p1y";
  static final String UPDATES = "esu-2020";
  static final String SUSE = "suse-plan";
  static final String RED_HAT = "red-hat-plan";
  static final String RESERVATION = "reservation";
  static final String EXCHANGE = "exchange";
  static final String POOL = "editions";

  /** The SKUs that are sold in every market that a test asks for. */
  private static final Set<String> EVERYWHERE = Set.of(SERVER, RESERVATION, EXCHANGE);

  private static final Set<String> ALWAYS = Set.of("US", "DE", "AU", "BR");
  private static final Map<String, String> CURRENCIES =
      Map.of("DE", "EUR", "AU", "AUD", "BR", "BRL");
  private static final Map<String, String> TAX_RATES =
      Map.of("US", "0.08", "DE", "0.19", "AU", "0.10", "BR", "0.17");

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final Path SHIPPED = SAMPLES.resolve("imports/catalogue/2026-11/terms");
  private static final Path FILE =
      SAMPLES.resolve("artifacts/windows-server-2019-standard/en_windows_server_2019_x64.iso");

  private final Path folder;
  private final Set<String> markets = new TreeSet<>(ALWAYS);

  /** Creates a catalogue that writes into a folder laid out like the bucket. */
  EditionCatalogue(Path folder, Set<String> markets) {
    this.folder = folder;
    this.markets.addAll(markets);
  }

  /** A product, and the price of the SKU with the same name in every market where it is sold. */
  private record Thing(
      String id,
      String program,
      String kind,
      String cancellation,
      String term,
      boolean downloadable,
      String price) {}

  private static final List<Thing> THINGS =
      List.of(
          new Thing(SERVER, "server-software", "PERPETUAL", "SELF_SERVICE", "", true, "33.35"),
          new Thing(
              ACCESS_MONTH,
              "server-software",
              "SUBSCRIPTION",
              "SELF_SERVICE",
              "P1M",
              true,
              "10.08"),
          new Thing(
              ACCESS_YEAR,
              "server-software",
              "SUBSCRIPTION",
              "SELF_SERVICE",
              "P1Y",
              true,
              "100.00"),
          new Thing(
              UPDATES, "server-software", "SUBSCRIPTION", "SUPPORT_REQUEST", "P1Y", true, "61.00"),
          new Thing(SUSE, "server-software", "SUBSCRIPTION", "NEVER", "P1Y", false, "876.00"),
          new Thing(RED_HAT, "server-software", "SUBSCRIPTION", "NEVER", "P1Y", false, "799.00"),
          new Thing(
              RESERVATION,
              "server-software",
              "RESERVATION",
              "SUPPORT_REQUEST",
              "P1Y",
              false,
              "519"),
          new Thing(EXCHANGE, "on-premises", "PERPETUAL", "SELF_SERVICE", "", true, "726.00"));

  /** Writes artifacts, partners and a release with the shipped terms. */
  Path ship() throws IOException {
    Files.createDirectories(folder.resolve("artifacts"));
    Files.copy(FILE, folder.resolve("artifacts/server.iso"));
    var partners = folder.resolve("imports/partners/partners.yaml");
    Files.createDirectories(partners.resolveSibling(""));
    Files.copy(SAMPLES.resolve("imports/partners/partners.yaml"), partners);
    write("shipped", "", "");
    return folder;
  }

  /**
   * Writes another release that adds one edition to those of a program.
   *
   * @param edition the edition as a YAML item of the program's list of editions
   */
  Path change(String program, String edition) throws IOException {
    return write("changed", program, edition);
  }

  private Path write(String release, String changed, String edition) throws IOException {
    var files = new TreeMap<String, String>();
    for (var program : List.of("server-software", "on-premises")) {
      var terms = Files.readString(SHIPPED.resolve(program + ".yaml"));
      files.put("terms/" + program + ".yaml", program.equals(changed) ? terms + edition : terms);
    }
    for (var thing : THINGS) {
      files.put("products/" + thing.id() + ".yaml", product(thing));
    }
    for (var market : markets) {
      files.put("prices/" + market + ".yaml", prices(market));
    }
    return DropFolder.addRelease(folder, release, files);
  }

  private String product(Thing thing) throws IOException {
    var text = new StringBuilder();
    text.append("id: %s-product\n".formatted(thing.id()));
    text.append("program: %s\n".formatted(thing.program()));
    text.append("title: %s\n".formatted(thing.id()));
    text.append("kind: %s\n".formatted(thing.kind()));
    text.append("cancellation: %s\n".formatted(thing.cancellation()));
    text.append("skus:\n  - id: %s\n    title: %s\n".formatted(thing.id(), thing.id()));
    text.append("    edition: Standard\n    unit: a unit\n");
    if (!thing.term().isEmpty()) {
      text.append("    term: %s\n".formatted(thing.term()));
    }
    text.append("    quantity: {minimum: 1, maximum: 100}\n");
    if (thing.downloadable()) {
      text.append("    keys: {pool: %s}\n".formatted(POOL));
    }
    text.append(thing.downloadable() ? "artifacts:\n  - " + artifact() : "artifacts: []\n");
    return text.toString();
  }

  private static String prices(String market) {
    var text = new StringBuilder("market: \"%s\"\n".formatted(market));
    text.append("currency: %s\noffers:\n".formatted(CURRENCIES.getOrDefault(market, "USD")));
    for (var thing : THINGS) {
      if (ALWAYS.contains(market) || EVERYWHERE.contains(thing.id())) {
        text.append(
            "  - {sku: %s, unitPrice: \"%s\", taxRate: \"%s\", validFrom: 2018-01-01T00:00:00Z}\n"
                .formatted(thing.id(), thing.price(), TAX_RATES.getOrDefault(market, "0")));
      }
    }
    return text.toString();
  }

  private static String artifact() throws IOException {
    return """
    {version: "2019", language: en-US, fileType: ISO, fileName: server.iso, \
    object: artifacts/server.iso, size: %s, sha256: "%s", releasedAt: 2018-01-01T00:00:00Z}
    """
        .formatted(Files.size(FILE), fileSha256());
  }

  /** Returns the markets that a shipped edition closes to reservations. */
  static List<String> shippedAsClosed(String program, String edition) throws IOException {
    var terms = YAML.readTree(SHIPPED.resolve(program + ".yaml").toFile());
    var markets = new ArrayList<String>();
    for (var each : terms.path("editions")) {
      if (each.path("id").asText().equals(edition)) {
        each.at("/closedMarkets/RESERVATION").forEach(market -> markets.add(market.asText()));
      }
    }
    return markets;
  }

  /** Returns the SHA-256 of the catalogue's only file. */
  static String fileSha256() throws IOException {
    return DropFolder.sha256(Files.readAllBytes(FILE));
  }
}
