package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Listed;
import dev.keyshelf.domain.identity.SkuId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSearchTest {
  private static final ProductSummary WINDOWS =
      new ProductSummary(
          Listed.of("windows-server-2019", ProductKind.PERPETUAL)
              .product("Windows Server 2019 Édition"),
          List.of(new SkuId("ws2019-std"), new SkuId("ws2019-dc")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "windows",
        "WINDOWS 2019",
        "2019 windows",
        "éDITION",
        "ws2019-DC",
        "software",
        "  dows "
      })
  void findsAProductByEachWordInAnyCase(String text) {
    assertThat(search(text).matches(WINDOWS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "windows linux", "windows2019", "perpetual"})
  void findsNothingWhenAWordIsMissing(String text) {
    assertThat(search(text).matches(WINDOWS)).isFalse();
  }

  @Test
  void ignoresDifferencesOfUnicodeForms() {
    assertThat(search("\uff37indows e\u0301dition").matches(WINDOWS)).isTrue();
  }

  @Test
  void findsOnlyProductsOfTheGivenKind() {
    var none = Optional.<String>empty();

    assertThat(ProductSearch.of(none, Optional.of(ProductKind.PERPETUAL)).matches(WINDOWS))
        .isTrue();
    assertThat(ProductSearch.of(none, Optional.of(ProductKind.SUBSCRIPTION)).matches(WINDOWS))
        .isFalse();
    assertThat(ProductSearch.of(none, Optional.empty()).matches(WINDOWS)).isTrue();
  }

  private static ProductSearch search(String text) {
    return ProductSearch.of(Optional.of(text), Optional.empty());
  }
}
