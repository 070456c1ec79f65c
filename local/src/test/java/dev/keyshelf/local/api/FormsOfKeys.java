package dev.keyshelf.local.api;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A shop with one SKU and one pool for each form of keys, with two keys in each pool. */
final class FormsOfKeys {
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");

  /** The two keys of each form. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "FIVES", List.of("XXXXX-00001-AB12C", "XXXXX-00002-DE34F"),
          "CHECKED_FIVES",
              List.of("CCCCC-CCCCC-CCCCC-CCCCC-CCCCC", "DCCCC-CCCCC-CCCCC-CCCCC-CCCCX"),
          "LOWER_FIVES", List.of("xxxxx-00003-ab12c", "xxxxx-00004-de34f"),
          "FOURS", List.of("XXXX-0001-AB12-CD34", "XXXX-0002-EF56-GH78"),
          "LOWER_FOURS", List.of("xxxx-0003-ab12-cd34", "xxxx-0004-ef56-gh78"),
          "UUID",
              List.of(
                  "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10", "9B2D6A40-0C1F-4D8E-8A77-64F0E21C3B95"),
          "FREE",
              List.of(
                  "<licence id=\"1\">\r\n  \u4e2d, first;\r\n</licence>",
                  "<licence id=\"2\">\n  other\n</licence>"));

  private FormsOfKeys() {}

  static Shop open() throws IOException {
    var shop =
        Shop.open(
            catalogue(),
            DropFolder.with(
                "imports/partners/partners.yaml",
                "partners: [{id: partner-a, name: A, suspended: false, eligiblePrograms: []}]\n"));
    for (var form : KEYS.keySet()) {
      var text = new StringBuilder("note,key\n");
      for (var key : keys(form)) {
        text.append("\"a, note\",\"%s\"\n".formatted(key.replace("\"", "\"\"")));
      }
      shop.drop("imports/keys/%s/two.csv".formatted(id(form)), text.toString());
    }
    return shop;
  }

  /** Returns the keys of a form. */
  static List<String> keys(String form) {
    return KEYS.getOrDefault(form, List.of());
  }

  /** Returns the id of a form's SKU, which is also the name of its pool. */
  static String id(String form) {
    return form.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Path catalogue() throws IOException {
    var terms = SAMPLES.resolve("imports/catalogue/2026-11/terms/server-software.yaml");
    var skus = new StringBuilder();
    var offers = new StringBuilder();
    for (var form : KEYS.keySet()) {
      skus.append(
          """
            - id: %s
              title: Any
              edition: Standard
              unit: a unit
              quantity: {minimum: 1, maximum: 10}
              keys: {pool: %s%s}
          """
              .formatted(id(form), id(form), form.equals("FIVES") ? "" : ", form: " + form));
      offers.append(
          "  - {sku: %s, unitPrice: \"10\", taxRate: \"0\", validFrom: 2018-11-01T00:00:00Z}\n"
              .formatted(id(form)));
    }
    var product =
        "id: any\nprogram: server-software\ntitle: Any\nkind: PERPETUAL\n"
            + "cancellation: SELF_SERVICE\nskus:\n%sartifacts: []\n".formatted(skus);
    var files = new TreeMap<String, String>();
    files.put("terms/server-software.yaml", Files.readString(terms));
    files.put("products/any.yaml", product);
    files.put("prices/us.yaml", "market: US\ncurrency: USD\noffers:\n" + offers);
    return DropFolder.release("forms", files);
  }
}
