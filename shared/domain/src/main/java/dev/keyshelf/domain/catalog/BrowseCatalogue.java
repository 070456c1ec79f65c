package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows what a partner can buy in a market now, and why it cannot buy the rest. */
public final class BrowseCatalogue {
  private final Catalogue catalogue;
  private final Partners partners;

  /** Uses these stores. */
  public BrowseCatalogue(Catalogue catalogue, Partners partners) {
    this.catalogue = catalogue;
    this.partners = partners;
  }

  /** The partner that looks, in which market, and when. */
  public record View(PartnerId partner, Market market, Instant now) {}

  /** A SKU and whether it can be bought. */
  public record Shown(Sku sku, Availability availability) {}

  /** A product with all its SKUs. */
  public record ShownProduct(Product product, List<Shown> skus) {
    /** Copies the SKUs. */
    public ShownProduct {
      skus = List.copyOf(skus);
    }

    /** Returns the SKUs that can be bought. */
    public List<Shown> available() {
      return skus.stream().filter(each -> each.availability().isGiven()).toList();
    }
  }

  /**
   * A page of products, including those that cannot be bought.
   *
   * @param next where the next page begins; empty on the last page
   */
  public record Page(List<ShownProduct> products, Optional<ProductId> next) {
    /** Copies the products. */
    public Page {
      products = List.copyOf(products);
    }
  }

  /**
   * A product, the terms under which it is sold now, and its files.
   *
   * @param terms empty before the first edition of the product's program
   */
  public record Detail(
      ShownProduct product, Optional<ProgramTerms> terms, List<Artifact> artifacts) {
    /** Copies the files. */
    public Detail {
      artifacts = List.copyOf(artifacts);
    }
  }

  /** Lists the products that match a search, by id, including those that cannot be bought. */
  public Page list(View view, ProductSearch search, int limit, Optional<ProductId> after) {
    var page = catalogue.list(view.market(), search, limit, after);
    var eligible = eligiblePrograms(view);
    var products = new ArrayList<ShownProduct>();
    for (var summary : page.products()) {
      var listings =
          summary.skus().stream().flatMap(sku -> page.prices().listing(sku).stream()).toList();
      var terms = page.prices().termsOf(summary.product().program(), view.now());
      products.add(shown(summary.product(), listings, terms, eligible, view));
    }
    return new Page(products, page.next());
  }

  /** Finds a product with its SKUs. Each SKU says whether it can be bought. */
  public Optional<Detail> find(View view, ProductId id) {
    return catalogue.find(id, view.market()).map(detail -> detail(view, detail));
  }

  private Detail detail(View view, ProductDetail detail) {
    var terms = PriceList.inForce(detail.editions(), view.now());
    var shown = shown(detail.product(), detail.listings(), terms, eligiblePrograms(view), view);
    return new Detail(shown, terms, detail.artifacts());
  }

  private Set<String> eligiblePrograms(View view) {
    return partners.find(view.partner()).map(Partner::eligiblePrograms).orElse(Set.of());
  }

  private static ShownProduct shown(
      Product product,
      List<Listing> listings,
      Optional<ProgramTerms> terms,
      Set<String> eligible,
      View view) {
    return new ShownProduct(
        product,
        listings.stream()
            .map(
                listing ->
                    new Shown(
                        listing.sku(),
                        Availability.of(listing, terms, view.market(), eligible, view.now())))
            .toList());
  }
}
