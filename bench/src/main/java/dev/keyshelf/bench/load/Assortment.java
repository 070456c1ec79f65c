package dev.keyshelf.bench.load;

import dev.keyshelf.http.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A generated catalogue. Each product has four SKUs and two files, in three markets. */
public record Assortment(int skus) {
  private static final int SKUS_OF_A_PRODUCT = 4;
  private static final Map<String, String> MARKETS = Map.of("US", "USD", "DE", "EUR", "GB", "GBP");

  private static final String TERMS =
      """
      program: server-software
      editions:
        - id: "2020-01-21"
          effectiveFrom: 2020-01-21T00:00:00Z
          cancellation: SELF_SERVICE
          window: P60D
          credit: {PERPETUAL: FULL}
          link: {lifetime: P14D, downloads: 50}
          closedMarkets: {}
          taxIncludedMarkets: []
          eligiblePartnersOnly: false
      """;

  /** The content of each download file. */
  public static final String CONTENT = "x";

  private static final String SHA_256 = Hash.sha256(CONTENT.getBytes(StandardCharsets.UTF_8));

  /** Returns the key pool of a product's SKUs. */
  public static String poolOf(int product) {
    return "product-%05d".formatted(product);
  }

  /** Returns the first SKU of a product. */
  public static String firstSkuOf(int product) {
    return sku(product * SKUS_OF_A_PRODUCT);
  }

  /** Returns an assortment with this number of products. */
  public static Assortment ofProducts(int products) {
    return new Assortment(products * SKUS_OF_A_PRODUCT);
  }

  private static String sku(int number) {
    return "sku-%06d".formatted(number);
  }

  private int products() {
    return Math.ceilDiv(skus, SKUS_OF_A_PRODUCT);
  }

  /** Returns the files of a release by path, including its manifest. */
  public Map<String, String> files(String release, String priceInUs) {
    Map<String, String> files = new TreeMap<>();
    files.put("terms/server-software.yaml", TERMS);
    for (int product = 0; product < products(); product++) {
      files.put("products/product-%05d.yaml".formatted(product), product(product));
    }
    MARKETS.forEach(
        (market, currency) ->
            files.put(
                "prices/%s.yaml".formatted(market),
                prices(market, currency, market.equals("US") ? priceInUs : "972.00")));
    var manifest = new StringBuilder("release: %s\nfiles:\n".formatted(release));
    files.forEach(
        (path, text) ->
            manifest.append(
                "  - {path: %s, sha256: \"%s\"}\n"
                    .formatted(path, Hash.sha256(text.getBytes(StandardCharsets.UTF_8)))));
    files.put("manifest.yaml", manifest.toString());
    return files;
  }

  /** Returns the object keys of the download files. Each file has the {@link #CONTENT}. */
  public List<String> objects() {
    var objects = new ArrayList<String>();
    for (int product = 0; product < products(); product++) {
      objects.add(object(product, "en-US"));
      objects.add(object(product, "de-DE"));
    }
    return objects;
  }

  private static String object(int product, String language) {
    return "artifacts/product-%05d/%s.iso".formatted(product, language);
  }

  private String product(int product) {
    var text = new StringBuilder();
    text.append("id: product-%05d\n".formatted(product));
    text.append("program: server-software\ntitle: Product %s\n".formatted(product));
    text.append("kind: PERPETUAL\ncancellation: SELF_SERVICE\nskus:\n");
    for (int sku = product * SKUS_OF_A_PRODUCT;
        sku < Math.min(skus, (product + 1) * SKUS_OF_A_PRODUCT);
        sku++) {
      text.append(
          """
            - id: %s
              title: Variant %s
              edition: Standard
              unit: 16 cores
              quantity: {minimum: 1, maximum: 1000}
              keys: {pool: %s, reserve: false}
          """
              .formatted(sku(sku), sku, poolOf(product)));
    }
    text.append("artifacts:\n");
    for (var language : List.of("en-US", "de-DE")) {
      text.append(
          """
            - version: "2019"
              language: %s
              fileType: ISO
              fileName: product_%s_%s.iso
              object: %s
              size: 1
              sha256: "%s"
              releasedAt: 2018-11-13T00:00:00Z
          """
              .formatted(language, product, language, object(product, language), SHA_256));
    }
    return text.toString();
  }

  private String prices(String market, String currency, String price) {
    var text = new StringBuilder("market: %s\ncurrency: %s\noffers:\n".formatted(market, currency));
    for (int sku = 0; sku < skus; sku++) {
      text.append(
          "  - {sku: %s, unitPrice: \"%s\", taxRate: \"0\", validFrom: 2018-10-02T00:00:00Z}\n"
              .formatted(sku(sku), price));
    }
    return text.toString();
  }
}
