package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PricedMarketsTest {
  private static final MarketTax EXPORTED = new MarketTax(TaxCategory.EXPORT, Optional.empty());

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  @Test
  void notesAMarketWithPricesThatTheHouseDoesNotName() {
    houseNames(Map.of(new Market("DE"), EXPORTED));

    var notes = notes(place.imported(Supply.small()));

    assertThat(notes)
        .containsExactly(
            "prices/us.yaml market US is not in marketTaxes of the house, so no documents with its"
                + " lines are made");
  }

  @Test
  void notesNoMarketThatTheHouseNames() {
    houseNames(Map.of(new Market("US"), EXPORTED));

    assertThat(notes(place.imported(Supply.small()))).isEmpty();
  }

  @Test
  void notesNothingWithoutAHouseOrItsMarkets() {
    assertThat(notes(place.imported(Supply.small()))).isEmpty();

    houseNames(Map.of());
    var changed = Supply.small().replacing("prices/us.yaml", "\"980.00\"", "\"999.00\"");
    assertThat(notes(place.imported(changed))).isEmpty();
  }

  private void houseNames(Map<Market, MarketTax> markets) {
    var address =
        new PostalAddress(
            List.of("Quay 1"), "Dublin", Optional.empty(), Optional.empty(), new Market("IE"));
    var party =
        new Party(
            "Harbour Software Trading Ltd",
            address,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var account = new BankAccount("1234", Optional.empty(), "Bank of the Quays", Optional.empty());
    fixture
        .ports()
        .parties()
        .publish(
            new Seller(party, account, new PaymentTerms(30, Optional.empty()), markets),
            Instant.parse("2026-11-01T08:00:00Z"));
  }

  private static List<String> notes(JsonNode answer) {
    assertThat(Supply.faults(answer)).isEmpty();
    return StreamSupport.stream(answer.path("notes").spliterator(), false)
        .filter(note -> note.path("detail").asText().contains("marketTaxes"))
        .map(
            note ->
                "%s %s %s"
                    .formatted(
                        note.path("file").asText(),
                        note.path("path").asText(),
                        note.path("detail").asText()))
        .toList();
  }
}
