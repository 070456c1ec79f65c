package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.FileSchema;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.party.Seller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first reading of a catalogue: finds every fault of every file, and writes nothing. */
final class CatalogueCheck {
  /** Read only once, because reading a schema costs more than checking a file against it. */
  private static final Map<FileKind, FileSchema> SCHEMAS =
      Arrays.stream(FileKind.values())
          .collect(Collectors.toUnmodifiableMap(Function.identity(), FileKind::schema));

  private final BucketFiles bucket;
  private final CatalogueFiles files;
  private final Faults faults;
  private final References references;
  private final TaxRates taxRates = new TaxRates();
  private final PricedMarkets markets = new PricedMarkets();
  private final UnverifiedFiles unverified = new UnverifiedFiles();
  private final CatalogueNotes notes = new CatalogueNotes();
  private final Map<FileKind, List<Manifest.Entry>> sound = new EnumMap<>(FileKind.class);

  CatalogueCheck(BucketFiles bucket, CatalogueFiles files, Faults faults) {
    this.bucket = bucket;
    this.files = files;
    this.faults = faults;
    this.references = new References(faults);
  }

  /** Checks all files that a manifest lists. */
  void run(Manifest manifest) {
    var listed = manifest.files().iterator();
    files.forEach(
        manifest.files(),
        faults,
        some -> {
          Map<SourceFile, CatalogueFile.ProductFile> products = new LinkedHashMap<>();
          for (var file : some) {
            check(listed.next(), file, products);
          }
          checkObjects(products);
        });
    references.finish();
    taxRates.note(notes.told());
  }

  /** Returns the files of a kind that have no faults of their own. */
  List<Manifest.Entry> sound(FileKind kind) {
    return sound.getOrDefault(kind, List.of());
  }

  private void check(
      Manifest.Entry entry,
      Optional<SourceFile> parsed,
      Map<SourceFile, CatalogueFile.ProductFile> products) {
    var kind = parsed.flatMap(file -> FileKind.of(file.root()));
    if (parsed.isPresent() && kind.isEmpty()) {
      faults.add(
          parsed
              .get()
              .fault("", "has neither editions (terms), skus (a product) nor offers (prices)"));
    }
    var content =
        kind.flatMap(
            of ->
                parsed
                    .filter(file -> schema(of).admits(file, faults))
                    .flatMap(file -> CatalogueReader.read(of, file, faults)));
    if (content.isEmpty()) {
      references.addUnread(kind);
      return;
    }
    references.add(parsed.orElseThrow(), content.get());
    taxRates.add(parsed.orElseThrow(), content.get(), faults);
    sound.computeIfAbsent(kind.orElseThrow(), _ -> new ArrayList<>()).add(entry);
    switch (content.get()) {
      case CatalogueFile.Terms _ -> {
        // Terms have neither titles nor prices.
      }
      case CatalogueFile.ProductFile product -> {
        products.put(parsed.orElseThrow(), product);
        notes.add(parsed.orElseThrow(), product);
      }
      case CatalogueFile.PriceFile prices -> markets.add(parsed.orElseThrow(), prices);
    }
  }

  private static FileSchema schema(FileKind kind) {
    return Objects.requireNonNull(SCHEMAS.get(kind));
  }

  private void checkObjects(Map<SourceFile, CatalogueFile.ProductFile> products) {
    var artifacts =
        products.values().stream().flatMap(product -> product.artifacts().stream()).toList();
    var verified = bucket.sizes(artifacts.stream().map(Artifact::verifiedKey).distinct().toList());
    var dropped =
        bucket.sizes(
            artifacts.stream()
                .filter(artifact -> !verified.containsKey(artifact.verifiedKey()))
                .map(Artifact::objectKey)
                .distinct()
                .toList());
    products.forEach(
        (file, product) -> {
          for (int i = 0; i < product.artifacts().size(); i++) {
            var artifact = product.artifacts().get(i);
            // A verified file has a copy of its own. The uploaded object is no longer needed.
            var size = verified.get(artifact.verifiedKey());
            if (size == null) {
              size = dropped.get(artifact.objectKey());
              unverified.add(artifact, file, "/artifacts/" + i);
            }
            check(file, "/artifacts/" + i, artifact, size);
          }
        });
  }

  private void check(SourceFile file, String pointer, Artifact artifact, @Nullable Long size) {
    if (size == null) {
      faults.add(file.fault(pointer + "/object", "is not in the bucket: " + artifact.objectKey()));
    } else if (size != artifact.size()) {
      faults.add(file.fault(pointer + "/size", "the object has %s bytes".formatted(size)));
    }
  }

  /**
   * Returns what the catalogue leaves out that it may leave out, and the markets that a seller's
   * documents cannot have lines of.
   */
  Faults notes(Optional<Seller> seller) {
    markets.note(seller, notes.told());
    return notes.told();
  }

  /** Returns the files that no earlier version or import has verified. */
  UnverifiedFiles unverified() {
    return unverified;
  }
}
