package dev.keyshelf.catalog;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.BrowseCatalogue;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;

/** {@code GET /v1/catalog/products[/{productId}]?market=}: what can be bought in a market. */
public final class ReadCatalogueHandler extends PartnerHandler {
  private final BrowseCatalogue catalogue;

  /** For Lambda. */
  public ReadCatalogueHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReadCatalogueHandler(Wiring wiring) {
    super(wiring.clock(), Role.values());
    this.catalogue = new BrowseCatalogue(wiring.catalogue());
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery("market");
    var market = market(call);
    if (!call.request().pathParameters().containsKey("productId")) {
      return Answer.ok(CatalogueJson.products(catalogue.soldIn(market, call.now()), market));
    }
    return catalogue
        .find(call.id("productId", ProductId::parse), market, call.now())
        .map(shown -> Answer.ok(CatalogueJson.shown(shown, market, call.now())))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  private static Market market(Call call) {
    return call.request()
        .queryParameter("market")
        .flatMap(Market::parse)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.badRequest("validation", "A parameter is missing or not valid.")
                        .with(
                            Fault.ofParameter(
                                "market", "must be a country of ISO 3166-1, for example US"))));
  }
}
