package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.BrowseCatalogue;
import dev.keyshelf.domain.catalog.BrowseCatalogue.Detail;
import dev.keyshelf.domain.catalog.BrowseCatalogue.View;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/catalog/products[/{productId}]?market=}: reads the catalogue of a market. */
public final class ReadCatalogueHandler extends PartnerHandler {
  private static final int LONGEST_SEARCH = 100;

  private static final Positions<ProductId> PRODUCTS =
      Positions.ofIds(ProductId::value, ProductId::parse);

  private final BrowseCatalogue catalogue;
  private final StockCounts counts;

  /** Creates the handler in Lambda, from its environment. */
  public ReadCatalogueHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadCatalogueHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.values());
    this.catalogue = new BrowseCatalogue(wiring.catalogue(), wiring.partners());
    this.counts = wiring.stockCounts();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().pathParameters().containsKey("productId")) {
      return one(call);
    }
    return page(call);
  }

  private Reply one(Call call) {
    var parameters = Parameters.of(call.request());
    var market = market(parameters);
    parameters.done();
    var view = new View(call.partner(), market.orElseThrow(), call.now());
    var wording = Wording.of(call.request());
    return catalogue
        .find(view, call.id("productId", ProductId::parse))
        .<Reply>map(detail -> wording.said(Answer.ok(shown(detail, view.market(), wording))))
        .orElseGet(Problem::notFound);
  }

  private ObjectNode shown(Detail detail, Market market, Wording wording) {
    var stock = ShownStock.of(List.of(detail.product()), counts);
    return CatalogueJson.detail(detail, stock, market, wording);
  }

  private Answer page(Call call) {
    var parameters = Parameters.of(call.request());
    var market = market(parameters);
    var words = parameters.text("search", LONGEST_SEARCH);
    var search = ProductSearch.of(words, parameters.oneOf("kind", ProductKind.class));
    var all = parameters.has("include", "unavailable");
    var paging = Paging.of(call, parameters, PRODUCTS, market, search, all);
    var view = new View(call.partner(), market.orElseThrow(), call.now());
    var page = catalogue.list(view, search, paging.limit(), paging.after());
    var wording = Wording.of(call.request());
    var stock = ShownStock.of(page.products(), counts);
    var json = CatalogueJson.products(page.products(), stock, view.market(), all, wording);
    return wording.said(Answer.ok(paging.withNext(json, page.next())));
  }

  private static Optional<Market> market(Parameters parameters) {
    return parameters.required("market", "a country of ISO 3166-1, such as US", Market::parse);
  }
}
