package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Hash;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.sync.RequestBody;

/** A small catalogue, as an operator changes, uploads and imports it. */
record Supply(Map<String, String> files) {
  static final String DIRECTORY = "imports/catalogue/2026-11/";
  static final String OBJECT = "artifacts/server/en_server.iso";

  /** The SHA-256 of the uploaded object. */
  static final String SHA_256 = "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9";

  private static final String TERMS =
      """
      program: server-software
      editions:
        - id: "2018-08-31"
          effectiveFrom: 2018-08-31T00:00:00Z
          cancellation: SUPPORT_REQUEST
          window: P60D
          credit: {PERPETUAL: FULL}
          link: {lifetime: P14D, downloads: 50}
          closedMarkets: {RESERVATION: [CN]}
          taxIncludedMarkets: [AU]
          eligiblePartnersOnly: false
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

  private static final String PRODUCT =
      """
      id: server
      program: server-software
      title: Server
      kind: PERPETUAL
      cancellation: SELF_SERVICE
      skus:
        - id: server-16core
          title: 16 cores
          edition: Standard
          unit: 16 cores
          quantity: {minimum: 1, maximum: 1000}
          keys: {pool: server}
        - id: server-2core
          title: 2 cores
          edition: Standard
          unit: 2 cores
          quantity:
            minimum: 1
            maximum: 40
          keys:
            pool: server
            unitsPerKey: 1
      artifacts:
        - version: "2019"
          language: en-US
          fileType: ISO
          fileName: en_server.iso
          object: artifacts/server/en_server.iso
          size: 5
          sha256: "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"
          releasedAt: 2018-11-13T00:00:00Z
      """;

  private static final String PRICES =
      """
      market: US
      currency: USD
      offers:
        - {sku: server-16core, unitPrice: "972.00", taxRate: "0", validFrom: 2018-10-02T00:00:00Z,
           validUntil: 2020-01-01T00:00:00Z}
        - {sku: server-16core, unitPrice: "980.00", taxRate: "0", validFrom: 2020-01-01T00:00:00Z}
        - {sku: server-2core, unitPrice: "121.50", taxRate: "0", validFrom: 2018-10-02T00:00:00Z}
      """;

  Supply {
    files = new TreeMap<>(files);
  }

  static Supply small() {
    return new Supply(
        Map.of("terms.yaml", TERMS, "products/server.yaml", PRODUCT, "prices/us.yaml", PRICES));
  }

  Supply with(String path, String text) {
    var changed = new Supply(files);
    changed.files.put(path, text);
    return changed;
  }

  Supply without(String path) {
    var changed = new Supply(files);
    changed.files.remove(path);
    return changed;
  }

  /** Returns a copy with a text replaced in a file. The text must occur there. */
  Supply replacing(String path, String from, String to) {
    var text = text(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("%s has no %s".formatted(path, from));
    }
    return with(path, text.replace(from, to));
  }

  String text(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  String manifest() {
    var manifest = new StringBuilder("release: \"2026-11\"\nfiles:\n");
    files.forEach(
        (path, text) -> {
          var sha256 = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
          manifest.append("  - {path: %s, sha256: \"%s\"}\n".formatted(path, sha256));
        });
    return manifest.toString();
  }

  /** The bucket that catalogues are uploaded to, and the function that imports them. */
  record Place(HandlerFixture fixture) {
    void drop(String key, String text) {
      fixture
          .cloud()
          .s3()
          .putObject(put -> put.bucket(bucket()).key(key), RequestBody.fromString(text));
    }

    String read(String key) {
      return fixture
          .cloud()
          .s3()
          .getObjectAsBytes(get -> get.bucket(bucket()).key(key))
          .asUtf8String();
    }

    void drop(Supply supply) {
      drop(OBJECT, "bytes");
      supply.files().forEach((path, text) -> drop(DIRECTORY + path, text));
      drop(DIRECTORY + "manifest.yaml", supply.manifest());
    }

    /** Returns the products that readers see. */
    List<ProductSummary> products() {
      var any = new ProductSearch(List.of(), Optional.empty());
      return fixture
          .ports()
          .catalogue()
          .list(new Market("US"), any, 100, Optional.empty())
          .products();
    }

    JsonNode imported(Supply supply) {
      drop(supply);
      return imported();
    }

    JsonNode imported() {
      return told(Events.of("import-catalogue"));
    }

    /** Imports a catalogue whose manifest was uploaded at an instant. */
    JsonNode imported(Supply supply, Instant suppliedAt) {
      drop(supply);
      return told(Events.of("import-catalogue").droppedAt(suppliedAt));
    }

    private JsonNode told(Events event) {
      return fixture.drop(ImportCatalogueHandler::new, event);
    }

    private String bucket() {
      return fixture.environment("KEYSHELF_BUCKET");
    }
  }

  /** Returns an answer's faults, each in one line. */
  static List<String> faults(JsonNode answer) {
    return StreamSupport.stream(answer.path("faults").spliterator(), false)
        .map(
            fault ->
                "%s:%s: %s: %s"
                    .formatted(
                        fault.path("file").asText(),
                        fault.path("line").asInt(),
                        fault.path("path").asText(),
                        fault.path("detail").asText()))
        .toList();
  }
}
