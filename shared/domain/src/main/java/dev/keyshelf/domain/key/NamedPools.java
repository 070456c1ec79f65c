package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.NearestNames;
import dev.keyshelf.domain.identity.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pools that SKUs of the current catalogue name. */
public final class NamedPools {
  private static final int PAGE = 100;

  private final Catalogue catalogue;

  /** Uses this catalogue. */
  public NamedPools(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The result of looking for a pool. */
  public sealed interface Named {
    /** SKUs take keys of this form from it. */
    record Pool(KeyForm form) implements Named {}

    /**
     * No SKU takes keys from a pool of this name. Keys in such a pool could never be sold.
     *
     * @param nearest the most similar names of pools; empty if there are no pools at all
     */
    record Nothing(List<String> nearest) implements Named {
      /** Copies the list. */
      public Nothing {
        nearest = List.copyOf(nearest);
      }
    }
  }

  /** Finds a pool by its name. */
  public Named find(String name) {
    var forms = forms();
    var form = forms.get(name);
    return form == null
        ? new Named.Nothing(NearestNames.of(name, forms.keySet()))
        : new Named.Pool(form);
  }

  /**
   * Returns the form of each pool's keys, by the pool's name. The import of a catalogue ensures
   * that all SKUs of a pool name the same form. If another catalogue is published between two
   * pages, its form may replace the one that was read first.
   */
  public Map<String, KeyForm> forms() {
    var forms = new TreeMap<String, KeyForm>();
    Optional<ProductId> after = Optional.empty();
    do {
      var page = catalogue.skus(PAGE, after);
      for (var sku : page.skus()) {
        sku.keys().flatMap(KeyRule::from).ifPresent(pool -> forms.put(pool.name(), pool.form()));
      }
      after = page.next();
    } while (after.isPresent());
    return forms;
  }
}
