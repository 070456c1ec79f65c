package dev.keyshelf.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyshelf.api.Document;
import dev.keyshelf.api.ImportHandler;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code imports/catalogue/{version}/manifest.yaml}: publishes a version of the catalogue. */
public final class ImportCatalogueHandler extends ImportHandler {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int HASH_SHOWN = 12;

  private final BucketFiles files;
  private final CatalogueVersions versions;
  private final Clock clock;

  /** For Lambda. */
  public ImportCatalogueHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ImportCatalogueHandler(Wiring wiring) {
    this.files = wiring.bucketFiles();
    this.versions = wiring.catalogueVersions();
    this.clock = wiring.clock();
  }

  @Override
  protected Report importObject(String key, Instant suppliedAt) {
    var directory = key.substring(0, key.lastIndexOf('/') + 1);
    var faults = new ArrayList<String>();
    var version = read(directory, key, faults);
    if (faults.isEmpty() && !version.map(read -> publish(read, suppliedAt)).orElse(true)) {
      faults.add("manifest.yaml: a version that was supplied later is current; this one is not");
    }
    var imported = faults.isEmpty() ? version.map(read -> read.products().size()).orElse(0) : 0;
    writeReport(directory, imported, faults);
    return new Report(imported, faults);
  }

  private boolean publish(CatalogueVersion version, Instant suppliedAt) {
    return switch (versions.standing(version.id(), suppliedAt)) {
      case CatalogueVersions.Standing.Current _ -> true;
      case CatalogueVersions.Standing.Superseded _ -> false;
      case CatalogueVersions.Standing.Open _ -> {
        var draft = versions.begin(version.id(), suppliedAt, clock.instant());
        versions.write(draft, version.entries());
        yield versions.publish(draft, clock.instant());
      }
    };
  }

  private Optional<CatalogueVersion> read(String directory, String key, List<String> faults) {
    var bytes = files.read(key);
    var manifest = bytes.flatMap(yaml -> parsed("manifest.yaml", yaml, faults));
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    var listed = Document.of("manifest.yaml", manifest.get(), faults);
    // The manifest's hash is part of the version: a changed release never writes over itself.
    var version = listed.text("release") + "." + Hash.sha256(bytes.get()).substring(0, HASH_SHOWN);
    var reader = new CatalogueReader(faults);
    listed.list(
        "files",
        file -> {
          var path = file.text("path");
          checked(directory, path, file.text("sha256"), faults)
              .ifPresent(root -> reader.read(path, root));
          return Optional.of(path);
        });
    listed.refuseUnknown();
    checkReferences(reader, faults);
    return Optional.of(new CatalogueVersion(version, reader.terms(), reader.products()));
  }

  private Optional<JsonNode> checked(
      String directory, String path, String sha256, List<String> faults) {
    var bytes = files.read(directory + path);
    if (bytes.isEmpty()) {
      faults.add(path + ": the manifest lists it, but it is not there");
      return Optional.empty();
    }
    if (!Hash.sha256(bytes.get()).equals(sha256)) {
      faults.add(path + ": its SHA-256 is not the manifest's");
      return Optional.empty();
    }
    return parsed(path, bytes.get(), faults);
  }

  private static Optional<JsonNode> parsed(String name, byte[] yaml, List<String> faults) {
    try {
      return Optional.of(YAML.readTree(yaml));
    } catch (JsonProcessingException malformed) {
      var place = malformed.getLocation();
      faults.add(
          "%s: line %d: not YAML: %s"
              .formatted(
                  name,
                  place == null ? 1 : place.getLineNr(),
                  malformed.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException failed) {
      faults.add(name + ": cannot be read");
    }
    return Optional.empty();
  }

  private void checkReferences(CatalogueReader reader, List<String> faults) {
    Set<String> programs = new HashSet<>();
    reader.terms().forEach(terms -> programs.add(terms.program()));
    Set<Object> ids = new HashSet<>();
    Map<Market, Currency> currencies = new HashMap<>();
    for (var entry : reader.products()) {
      var product = entry.product();
      if (!programs.contains(product.program())) {
        faults.add("%s: no terms for its program %s".formatted(product.id(), product.program()));
      }
      if (!ids.add(product.id())) {
        faults.add("%s: two products have this id".formatted(product.id()));
      }
      for (var offer : entry.offers()) {
        var currency = offer.unitPrice().currency();
        if (!currencies.computeIfAbsent(offer.market(), _ -> currency).equals(currency)) {
          faults.add(
              "%s: its price in %s is in another currency than others there"
                  .formatted(offer.sku(), offer.market()));
        }
      }
      for (var sku : entry.skus()) {
        if (!ids.add(sku.id())) {
          faults.add("%s: two SKUs have this id".formatted(sku.id()));
        }
      }
      for (var artifact : entry.artifacts()) {
        var size = files.size(artifact.objectKey());
        if (size.isEmpty() || size.getAsLong() != artifact.size()) {
          faults.add(
              "%s: the object %s is not there, or not of %d bytes"
                  .formatted(product.id(), artifact.objectKey(), artifact.size()));
        }
      }
    }
  }

  private void writeReport(String directory, int imported, List<String> faults) {
    var report = Json.object().put("imported", imported);
    var list = report.putArray("faults");
    faults.forEach(list::add);
    files.write(directory + "report.json", Json.write(report));
  }
}
