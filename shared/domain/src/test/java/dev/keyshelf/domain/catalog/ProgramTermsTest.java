package dev.keyshelf.domain.catalog;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.catalog.CancellationRoute.SELF_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.Listed;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTermsTest {
  private static final Market CHINA = new Market("CN");
  private static final Market AUSTRALIA = new Market("AU");
  private static final Market GERMANY = new Market("DE");
  private static final LinkRule LINK = new LinkRule(Duration.ofDays(14), 50);
  private static final Duration WINDOW = Duration.ofDays(60);

  @ParameterizedTest
  @CsvSource({
    "SELF_SERVICE,    SELF_SERVICE,    SELF_SERVICE",
    "SELF_SERVICE,    SUPPORT_REQUEST, SUPPORT_REQUEST",
    "SUPPORT_REQUEST, SELF_SERVICE,    SUPPORT_REQUEST",
    "SELF_SERVICE,    NEVER,           NEVER",
    "NEVER,           SELF_SERVICE,    NEVER",
    "SUPPORT_REQUEST, NEVER,           SUPPORT_REQUEST",
    "NEVER,           SUPPORT_REQUEST, NEVER"
  })
  void freezeTheProductsRouteOnlyWhereTheEditionOffersSelfService(
      CancellationRoute edition, CancellationRoute product, CancellationRoute frozen) {
    var terms = terms(edition);

    assertThat(terms.freeze(product(ProductKind.PERPETUAL, product), NOON).cancellation())
        .isEqualTo(frozen);
  }

  @Test
  void freezeTheWindowAsInstants() {
    var frozen = terms(SELF_SERVICE).freeze(product(ProductKind.PERPETUAL, SELF_SERVICE), NOON);

    assertThat(frozen.window())
        .isEqualTo(new CancellationWindow(NOON, NOON.plus(Duration.ofDays(60))));
  }

  @Test
  void freezeTheProductsOwnWindowInPlaceOfTheEditions() {
    var product =
        new Product(
            new ProductId("trial"),
            "server-software",
            Titles.of("Trial"),
            ProductKind.PERPETUAL,
            SELF_SERVICE,
            Optional.of(Duration.ofDays(30)));

    assertThat(terms(SELF_SERVICE).freeze(product, NOON))
        .returns(new CancellationWindow(NOON, NOON.plus(Duration.ofDays(30))), FrozenTerms::window)
        .returns(true, FrozenTerms::windowOfProduct);
    assertThat(terms(SELF_SERVICE).freeze(product(ProductKind.PERPETUAL, SELF_SERVICE), NOON))
        .returns(false, FrozenTerms::windowOfProduct);
  }

  @Test
  void freezeTheCreditOfTheProductsKind() {
    var terms = terms(SELF_SERVICE);

    assertThat(terms.freeze(product(ProductKind.PERPETUAL, SELF_SERVICE), NOON).credit())
        .isEqualTo(CreditRule.FULL);
    assertThat(terms.freeze(product(ProductKind.SUBSCRIPTION, SELF_SERVICE), NOON).credit())
        .isEqualTo(CreditRule.PRORATED);
  }

  @Test
  void creditAReservationByTheDayUnlessTheySayOtherwise() {
    var frozen = terms(SELF_SERVICE).freeze(product(ProductKind.RESERVATION, SELF_SERVICE), NOON);

    assertThat(frozen.credit()).isEqualTo(CreditRule.PRORATED);
    assertThat(crediting(Map.of(ProductKind.RESERVATION, CreditRule.NONE)))
        .returns(CreditRule.NONE, terms -> terms.creditOf(ProductKind.RESERVATION));
  }

  @Test
  void creditNothingForOtherKindsThatTheyDoNotMention() {
    assertThat(crediting(Map.of()))
        .returns(CreditRule.NONE, terms -> terms.creditOf(ProductKind.PERPETUAL))
        .returns(CreditRule.NONE, terms -> terms.creditOf(ProductKind.SUBSCRIPTION));
  }

  @Test
  void freezeTheLimitsOfLinks() {
    var frozen = terms(SELF_SERVICE).freeze(product(ProductKind.PERPETUAL, SELF_SERVICE), NOON);

    assertThat(frozen.link()).isEqualTo(LINK);
  }

  @Test
  void closeAMarketToTheKindTheyName() {
    assertThat(terms(SELF_SERVICE).isClosed(ProductKind.RESERVATION, CHINA)).isTrue();
  }

  @Test
  void leaveAClosedMarketOpenToOtherKinds() {
    assertThat(terms(SELF_SERVICE).isClosed(ProductKind.PERPETUAL, CHINA)).isFalse();
  }

  @Test
  void leaveOtherMarketsOpen() {
    assertThat(terms(SELF_SERVICE).isClosed(ProductKind.RESERVATION, AUSTRALIA)).isFalse();
  }

  @Test
  void includeTaxOnlyInTheMarketsTheyName() {
    assertThat(terms(SELF_SERVICE).includesTax(AUSTRALIA)).isTrue();
    assertThat(terms(SELF_SERVICE).includesTax(CHINA)).isFalse();
  }

  @Test
  void addTaxOnlyInTheMarketsTheyName() {
    assertThat(terms(SELF_SERVICE).taxModeIn(GERMANY)).isEqualTo(TaxMode.ADDED);
    assertThat(terms(SELF_SERVICE).taxModeIn(AUSTRALIA)).isEqualTo(TaxMode.INCLUDED);
    assertThat(terms(SELF_SERVICE).taxModeIn(CHINA)).isEqualTo(TaxMode.EXCLUDED);
  }

  @Test
  void cannotAddTaxToPricesThatIncludeIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(SELF_SERVICE, WINDOW, Map.of(), Set.of(GERMANY)))
        .withMessage(
            "DE is in taxIncludedMarkets and in taxAddedMarkets: it can be in one of them");
  }

  @Test
  void copyTheCollectionsThatTheyAreMadeFrom() {
    Map<ProductKind, CreditRule> credit = new HashMap<>();
    credit.put(ProductKind.PERPETUAL, CreditRule.FULL);
    Set<Market> taxIncluded = new HashSet<>();
    var terms = terms(SELF_SERVICE, WINDOW, credit, taxIncluded);

    credit.put(ProductKind.PERPETUAL, CreditRule.NONE);
    taxIncluded.add(CHINA);

    assertThat(terms.credit()).containsEntry(ProductKind.PERPETUAL, CreditRule.FULL);
    assertThat(terms.includesTax(CHINA)).isFalse();
  }

  @Test
  void cannotHaveANegativeWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(SELF_SERVICE, Duration.ofDays(-1), Map.of(), Set.of()));
  }

  private static ProgramTerms terms(CancellationRoute route) {
    return terms(
        route,
        WINDOW,
        Map.of(
            ProductKind.PERPETUAL, CreditRule.FULL, ProductKind.SUBSCRIPTION, CreditRule.PRORATED),
        Set.of(AUSTRALIA, new Market("BR")));
  }

  private static ProgramTerms terms(
      CancellationRoute route,
      Duration window,
      Map<ProductKind, CreditRule> credit,
      Set<Market> taxIncluded) {
    return new ProgramTerms(
        "server-software",
        "2020-01-21",
        NOON,
        route,
        window,
        credit,
        LINK,
        Map.of(ProductKind.RESERVATION, Set.of(CHINA)),
        Optional.empty(),
        taxIncluded,
        Set.of(GERMANY),
        false);
  }

  private static ProgramTerms crediting(Map<ProductKind, CreditRule> credit) {
    return terms(SELF_SERVICE, WINDOW, credit, Set.of());
  }

  private static Product product(ProductKind kind, CancellationRoute route) {
    return Listed.of("windows-server", kind).cancellable(route).product();
  }
}
