package dev.keyshelf.local.documents;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that operators import: products that need no keys, in every market of the samples, at
 * prices with awkward fractions. An extra edition adds tax in three of the markets. Each partner
 * has another language.
 */
final class Wares {
  /** A market of the samples, with the rate of its three SKUs. */
  record Place(String market, String currency, int decimals, List<String> rates) {}

  static final List<Place> PLACES =
      List.of(
          new Place("AU", "AUD", 2, List.of("0.10", "0.10", "0")),
          new Place("BR", "BRL", 2, List.of("0.17", "0.17", "0.17")),
          new Place("CN", "CNY", 2, List.of("0", "0", "0")),
          new Place("DE", "EUR", 2, List.of("0.19", "0.07", "0.190")),
          new Place("GB", "GBP", 2, List.of("0.2", "0.20", "0.05")),
          new Place("JP", "JPY", 0, List.of("0.10", "0.08", "0.10")),
          new Place("KW", "KWD", 3, List.of("0", "0", "0")),
          new Place("TW", "TWD", 2, List.of("0", "0", "0")),
          new Place("US", "USD", 2, List.of("0", "0", "0")));

  static final List<String> SKUS = List.of("server", "plan", "access");

  /** The partners, each with the language of its documents. */
  static final Map<String, String> PARTNERS =
      new TreeMap<>(
          Map.of(
              "papers-en", "en",
              "papers-hans", "zh-Hans",
              "papers-hant", "zh-Hant",
              "papers-ko", "ko",
              "papers-ru", "ru"));

  private static final List<String> TITLES =
      List.of(
          "Server \\\"Standard\\\", 16 cores & <more>",
          "数据库标准版，2 核许可证 (Database, 2-core licence)",
          "Клиентский доступ - 사용자 액세스");

  private static final List<String> PRICES = List.of("33.35", "1417.99", "10.08");
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final Path TERMS =
      SAMPLES.resolve("imports/catalogue/2026-11/terms/server-software.yaml");

  private static final String EDITION =
      """

        - id: "2020-07-20-tax"
          effectiveFrom: 2020-07-20T00:00:00Z
          cancellation: SELF_SERVICE
          window: P60D
          credit: {PERPETUAL: FULL, SUBSCRIPTION: PRORATED, RESERVATION: PRORATED}
          link: {lifetime: P14D, downloads: 50}
          closedMarkets: {}
          taxIncludedMarkets: [AU, BR]
          taxAddedMarkets: [DE, GB, JP]
          eligiblePartnersOnly: false
      """;

  private static final Map<String, String> NAMES =
      Map.of(
          "en", "Papers & Sons <Ltd>",
          "zh-Hans", "文件科技有限公司",
          "zh-Hant", "文件資訊有限公司",
          "ko", "서류상사 주식회사",
          "ru", "ООО «Документы»");

  private static final String HOUSE =
      """
      invoiceNumbers: {format: "KS-{year}/{number}", digits: 6}
      seller:
        legalName: Keyshelf Software Distribution Ltd
        address: {lines: ["70 Sir John Rogerson's Quay"], city: Dublin, postalCode: D02 R296, country: IE}
        vatNumber: IE6388047V
        registrationNumber: "423412"
        electronicAddress: {scheme: "9935", id: IE6388047V}
        contact: {name: Accounts receivable, email: accounts@keyshelf.example, phone: "+353 1 555 0100"}
        bankAccount: {account: IE29AIBK93115212345678, bic: AIBKIE2D, bank: AIB}
        paymentTerms: {days: 30, note: "Net, without deduction."}
      marketTaxes:
        AU: {untaxed: EXPORT}
        BR: {untaxed: EXPORT}
        CN: {untaxed: REVERSE_CHARGE}
        DE: {untaxed: INTRA_COMMUNITY}
        GB: {untaxed: ZERO_RATED}
        JP: {untaxed: EXPORT}
        KW: {untaxed: EXPORT}
        TW: {untaxed: EXEMPT, reason: "Exempt, 免稅, for a reason of the test"}
        US: {untaxed: OUT_OF_SCOPE, reason: "Outside the scope of tax"}
      """;

  private Wares() {}

  /** Writes the catalogue, the partners with their companies, and the seller. */
  static Path opening() throws IOException {
    var files = new TreeMap<String, String>();
    files.put("terms/server-software.yaml", Files.readString(TERMS) + EDITION);
    for (int i = 0; i < SKUS.size(); i++) {
      files.put("products/" + SKUS.get(i) + ".yaml", product(i));
    }
    for (var place : PLACES) {
      files.put("prices/" + place.market() + ".yaml", prices(place));
    }
    var folder = DropFolder.release("papers", files);
    write(folder.resolve("imports/partners/partners.yaml"), partners());
    write(folder.resolve("imports/house/house.yaml"), HOUSE);
    return folder;
  }

  private static String product(int number) {
    var term = List.of("", "    term: P1Y\n", "    term: P1M\n").get(number);
    return """
    id: %s-product
    program: server-software
    title: "%s"
    kind: %s
    cancellation: SELF_SERVICE
    skus:
      - id: %s
        title: "%s"
        edition: Standard
        unit: a unit
    %s    quantity: {minimum: 1, maximum: 500}
        keys: {generated: true}
    artifacts: []
    """
        .formatted(
            SKUS.get(number),
            TITLES.get(number),
            term.isEmpty() ? "PERPETUAL" : "SUBSCRIPTION",
            SKUS.get(number),
            TITLES.get(number),
            term);
  }

  private static String prices(Place place) {
    var text = new StringBuilder("market: \"%s\"\n".formatted(place.market()));
    text.append("currency: %s\noffers:\n".formatted(place.currency()));
    for (int i = 0; i < SKUS.size(); i++) {
      var unit = new BigDecimal(PRICES.get(i)).movePointRight(2).movePointLeft(place.decimals());
      text.append(
          "  - {sku: %s, unitPrice: \"%s\", taxRate: \"%s\", validFrom: 2018-11-01T00:00:00Z}\n"
              .formatted(
                  SKUS.get(i),
                  unit.setScale(place.decimals()).toPlainString(),
                  place.rates().get(i)));
    }
    return text.toString();
  }

  private static String partners() {
    var text = new StringBuilder("partners:\n");
    PARTNERS.forEach(
        (id, language) ->
            text.append(
                """
                  - id: %s
                    name: Any
                    suspended: false
                    eligiblePrograms: [server-software]
                    buyer:
                      legalName: "%s"
                      address: {lines: ["Am Kai 7"], city: Hamburg, postalCode: "20457", country: DE}
                      vatNumber: DE811569869
                      electronicAddress: {scheme: "9930", id: DE811569869}
                      reference: "PO-%s"
                      language: %s
                      pageSize: %s
                """
                    .formatted(
                        id,
                        NAMES.get(language),
                        language,
                        language,
                        language.equals("en") ? "LETTER" : "A4")));
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
