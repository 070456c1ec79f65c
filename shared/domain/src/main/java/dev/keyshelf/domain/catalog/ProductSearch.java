package dev.keyshelf.domain.catalog;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A search for products.
 *
 * @param words each must occur, in any case, in one of the product's titles, in its program, or in
 *     the id of the product or one of its SKUs
 * @param kind the only kind of product that matches; empty for all kinds
 */
public record ProductSearch(List<String> words, Optional<ProductKind> kind) {
  /** Folds the words, so that case and compatibility forms make no difference. */
  public ProductSearch {
    words = words.stream().map(ProductSearch::folded).toList();
  }

  /** Makes a search for the words of a text. */
  public static ProductSearch of(Optional<String> text, Optional<ProductKind> kind) {
    var words = text.map(some -> List.of(some.strip().split("\\s+"))).orElse(List.of());
    return new ProductSearch(words, kind);
  }

  /** Returns whether a product matches. */
  public boolean matches(ProductSummary summary) {
    var product = summary.product();
    if (kind.isPresent() && kind.get() != product.kind()) {
      return false;
    }
    var text = new StringBuilder();
    text.append(product.title()).append('\n').append(product.id()).append('\n');
    text.append(product.program());
    product.titles().others().values().forEach(title -> text.append('\n').append(title));
    summary.skus().forEach(sku -> text.append('\n').append(sku));
    var folded = folded(text.toString());
    return words.stream().allMatch(folded::contains);
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
