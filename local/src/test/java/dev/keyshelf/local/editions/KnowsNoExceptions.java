package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of an edition from before self-service, when no software was excluded from cancels. */
interface KnowsNoExceptions {
  Edition edition();

  @ParameterizedTest
  @ValueSource(
      strings = {EditionCatalogue.UPDATES, EditionCatalogue.SUSE, EditionCatalogue.RED_HAT})
  default void cancelsAllSoftwareBySupportRequest(String sku) {
    var refused = edition().cancels(edition().buys("US", sku + ":1"));

    assertThat(refused.expectRefusal("409 needs-support-request").at("/detail"))
        .contains(edition().name());
  }
}
