package dev.keyshelf.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.local.history.Told.PriceChange;
import dev.keyshelf.local.history.Told.Span;
import dev.keyshelf.testkit.Beginning;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which versions of a price list its changes can have left. */
class ListedPricesTest {
  private static final LocalDate DAY = Beginning.MONTH.atDay(3);
  private static final LocalDate LATER = Beginning.MONTH.atDay(9);
  private static final Span SPAN = new Span(1, 2);

  private static PriceList prices(int margin) {
    return new PriceList(Optional.of(new Margin(margin)), List.of());
  }

  private static PriceChange gaveUp(long revision, LocalDate day, Optional<PriceList> prices) {
    return new PriceChange("partner-a", PriceListId.ALL, revision, day, prices, Optional.empty());
  }

  private static PriceChange sets(long revision, LocalDate day, int margin) {
    return gaveUp(revision, day, Optional.of(prices(margin)));
  }

  @Test
  void anyClientThatGaveUpOnARevisionCanHaveMadeIt() {
    var both = List.of(sets(1, LATER, 100), sets(1, DAY, 200), sets(2, DAY, 300).doneIn(SPAN));

    assertThat(ListedPrices.none().after(both, 2))
        .containsExactlyInAnyOrder(
            new TreeMap<>(Map.of(DAY, prices(300), LATER, prices(100))),
            new TreeMap<>(Map.of(DAY, prices(300))));
  }

  @Test
  void aChangeThatIsDoneIsTheOnlyOneOfItsRevision() {
    var one = List.of(sets(1, LATER, 100), sets(1, DAY, 200).doneIn(SPAN));

    assertThat(ListedPrices.none().after(one, 1))
        .containsExactly(new TreeMap<>(Map.of(DAY, prices(200))));
  }

  @Test
  void onlyAVersionThatIsThereCanHaveBeenRemoved() {
    var changes =
        List.of(
            sets(1, DAY, 100).doneIn(SPAN),
            gaveUp(2, LATER, Optional.empty()),
            gaveUp(2, DAY, Optional.empty()));

    assertThat(ListedPrices.none().after(changes, 2)).containsExactly(new TreeMap<>());
  }

  @Test
  void aRevisionThatNobodyMadeLeavesNothing() {
    assertThat(ListedPrices.none().after(List.of(sets(2, DAY, 100)), 2)).isEmpty();
  }
}
