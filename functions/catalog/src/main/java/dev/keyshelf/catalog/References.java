package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks the references between the files of a catalogue. It keeps only ids and their places in
 * memory, not the whole catalogue.
 */
final class References {
  /** Limits the one item with all dated prices of a SKU in a market, which each order reads. */
  private static final int MOST_PRICES = 100;

  private final Faults faults;
  private final Map<String, Place> programs = new HashMap<>();
  private final Map<ProductId, Place> products = new HashMap<>();
  private final Map<SkuId, Place> skus = new HashMap<>();
  private final Map<String, Map.Entry<KeyForm, Place>> pools = new HashMap<>();
  private final Map<String, Map<ProductId, Place>> needed = new HashMap<>();
  private final Map<Market, Map.Entry<Currency, Place>> currencies = new HashMap<>();
  private final Map<SkuId, Map<Market, Place>> priced = new HashMap<>();
  private final Set<FileKind> mayBeMissing = new HashSet<>();

  References(Faults faults) {
    this.faults = faults;
  }

  /** The place of a value in a file. */
  private record Place(String file, int line, String path) {
    static Place of(SourceFile file, String pointer) {
      var at = file.fault(pointer, "");
      return new Place(at.file(), at.line(), at.path());
    }

    ImportFault fault(String detail) {
      return new ImportFault(file, line, path, detail);
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Notes a file with faults, so that ids that it may define are not reported as missing. */
  void addUnread(Optional<FileKind> kind) {
    kind.ifPresentOrElse(mayBeMissing::add, () -> mayBeMissing.addAll(Set.of(FileKind.values())));
  }

  /** Checks a file's ids and references against those of earlier files, and keeps them. */
  void add(SourceFile file, CatalogueFile content) {
    switch (content) {
      case CatalogueFile.Terms terms -> addTerms(file, terms);
      case CatalogueFile.ProductFile product -> addProduct(file, product);
      case CatalogueFile.PriceFile prices -> addPrices(file, prices);
    }
  }

  private void addTerms(SourceFile file, CatalogueFile.Terms terms) {
    claim(
        programs,
        terms.program(),
        Place.of(file, "/program"),
        "'%s' has its terms at ".formatted(terms.program()));
    Map<String, Place> ids = new HashMap<>();
    Map<Instant, Place> starts = new HashMap<>();
    for (int i = 0; i < terms.editions().size(); i++) {
      ProgramTerms edition = terms.editions().get(i);
      var at = "/editions/" + i;
      claim(
          ids,
          edition.edition(),
          Place.of(file, at + "/id"),
          "'%s' is the id of the edition at ".formatted(edition.edition()));
      claim(
          starts,
          edition.effectiveFrom(),
          Place.of(file, at + "/effectiveFrom"),
          "another edition begins at this instant, at ");
    }
  }

  private void addProduct(SourceFile file, CatalogueFile.ProductFile content) {
    var product = content.product();
    claim(
        products,
        product.id(),
        Place.of(file, "/id"),
        "'%s' is the id of the product at ".formatted(product.id()));
    needed
        .computeIfAbsent(product.program(), _ -> new HashMap<>())
        .putIfAbsent(product.id(), Place.of(file, "/program"));
    for (int i = 0; i < content.skus().size(); i++) {
      var place = Place.of(file, "/skus/%s/id".formatted(i));
      var id = content.skus().get(i).id();
      claim(skus, id, place, "'%s' is the id of the SKU at ".formatted(id));
      var keys = Place.of(file, "/skus/%s/keys".formatted(i));
      content.skus().get(i).keys().flatMap(KeyRule::from).ifPresent(pool -> addPool(pool, keys));
    }
    Map<ArtifactChoice, Place> choices = new HashMap<>();
    for (int i = 0; i < content.artifacts().size(); i++) {
      var artifact = content.artifacts().get(i);
      var choice =
          new ArtifactChoice(
              product.id(), artifact.version(), artifact.language(), artifact.fileType());
      var place = Place.of(file, "/artifacts/" + i);
      claim(choices, choice, place, "version, language and file type are those of the file at ");
    }
  }

  /** Checks that all SKUs of a pool name the same form of keys. */
  private void addPool(Issuer.Pool pool, Place place) {
    var first = pools.computeIfAbsent(pool.name(), _ -> Map.entry(pool.form(), place));
    if (first.getKey() != pool.form()) {
      faults.add(
          place.fault(
              "the keys of '%s' have the form %s at %s, and %s here"
                  .formatted(pool.name(), first.getKey(), first.getValue(), pool.form())));
    }
  }

  private void addPrices(SourceFile file, CatalogueFile.PriceFile content) {
    var market = content.market();
    var first =
        currencies.computeIfAbsent(
            market, _ -> Map.entry(content.currency(), Place.of(file, "/currency")));
    if (!first.getKey().equals(content.currency())) {
      faults.add(
          file.fault(
              "/currency",
              "prices in %s are in %s at %s".formatted(market, first.getKey(), first.getValue())));
    }
    var bySku =
        IntStream.range(0, content.offers().size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> content.offers().get(i).sku(), LinkedHashMap::new, Collectors.toList()));
    bySku.forEach(
        (sku, indices) -> {
          var place = Place.of(file, "/offers/%s/sku".formatted(indices.getFirst()));
          claim(
              priced.computeIfAbsent(sku, _ -> new HashMap<>()),
              market,
              place,
              "'%s' has its prices in %s in another list, at ".formatted(sku, market));
          if (indices.size() > MOST_PRICES) {
            faults.add(
                file.fault(
                    "/offers/%s".formatted(indices.get(MOST_PRICES)),
                    "is one more than the %s dated prices that a SKU may have in a market"
                        .formatted(MOST_PRICES)));
          }
          checkOverlaps(file, content.offers(), indices);
        });
  }

  private void checkOverlaps(SourceFile file, List<Offer> offers, List<Integer> indices) {
    var byTime =
        indices.stream().sorted(Comparator.comparing(i -> offers.get(i).validFrom())).toList();
    for (int i = 1; i < byTime.size(); i++) {
      var before = byTime.get(i - 1);
      var after = byTime.get(i);
      var end = offers.get(before).validUntil();
      // The end is exclusive: the next price may begin at that instant.
      if (end.isEmpty() || end.get().isAfter(offers.get(after).validFrom())) {
        faults.add(
            file.fault(
                "/offers/" + after,
                "overlaps the price of the same SKU in line %s"
                    .formatted(file.line("/offers/" + before))));
      }
    }
  }

  private <K> void claim(Map<K, Place> known, K key, Place place, String what) {
    var first = known.putIfAbsent(key, place);
    if (first != null) {
      faults.add(place.fault(what + first));
    }
  }

  /** Makes the checks that need all files. */
  void finish() {
    List<ImportFault> found = new ArrayList<>();
    if (!mayBeMissing.contains(FileKind.TERMS)) {
      needed.forEach(
          (program, places) ->
              places.values().stream()
                  .filter(_ -> !programs.containsKey(program))
                  .map(place -> place.fault("no file holds the terms of '%s'".formatted(program)))
                  .forEach(found::add));
    }
    if (!mayBeMissing.contains(FileKind.PRODUCT)) {
      priced.forEach(
          (sku, places) ->
              places.values().stream()
                  .filter(_ -> !skus.containsKey(sku))
                  .map(place -> place.fault("no product has a SKU '%s'".formatted(sku)))
                  .forEach(found::add));
    }
    found.stream()
        .sorted(Comparator.comparing(ImportFault::file).thenComparingInt(ImportFault::line))
        .forEach(faults::add);
  }
}
