package dev.keyshelf.local.crash;

import dev.keyshelf.local.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A catalogue of one product, so that few calls bring it in. */
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

  /** Writes a release of it into a new folder that is laid out like the bucket. */
  static Path release(String name) throws IOException {
    var files =
        new TreeMap<>(
            Map.of(
                "prices/us.yaml", PRICES,
                "products/small.yaml", PRODUCT,
                "terms/server-software.yaml", Files.readString(TERMS)));
    var folder = Files.createTempDirectory("crash");
    var directory = folder.resolve("imports/catalogue/" + name);
    var manifest = new StringBuilder("release: \"%s\"\nfiles:\n".formatted(name));
    for (var file : files.entrySet()) {
      var path = directory.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file.getValue());
      manifest.append(
          "  - {path: %s, sha256: \"%s\"}\n".formatted(file.getKey(), sha256(file.getValue())));
    }
    Files.writeString(directory.resolve("manifest.yaml"), manifest);
    return folder;
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
