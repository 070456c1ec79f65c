package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.PostalAddress;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnCloud
class DynamoPartiesTest {
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final Party WHOLE =
      new Party(
          "Zenith & Co",
          new PostalAddress(
              List.of("Unit 7", "1 Quay", "Back door"),
              "Dublin",
              Optional.of("D01"),
              Optional.of("Leinster"),
              new Market("IE")),
          Optional.of("IE1234567FA"),
          Optional.of("612345"),
          Optional.of(new ElectronicAddress("9935", "IE1234567FA")),
          Optional.of(
              new PartyContact("Accounts", Optional.of("a@bc.example"), Optional.of("+353 1"))));
  private static final Party BARE =
      new Party(
          "Bare",
          new PostalAddress(
              List.of("1 Quay"), "Dublin", Optional.empty(), Optional.empty(), new Market("IE")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final StoppedClock clock = new StoppedClock();
  private final Parties parties;

  DynamoPartiesTest(CloudFixture cloud) {
    this.parties = OnDynamo.of(cloud, clock).parties();
  }

  private static Seller seller(Party party, int days) {
    return new Seller(
        party,
        new BankAccount("123", Optional.of("AIBKIE2D"), "Bank", Optional.of("Holder")),
        new PaymentTerms(days, Optional.of("by transfer")),
        Map.of(
            new Market("DE"),
            new MarketTax(TaxCategory.REVERSE_CHARGE, Optional.empty()),
            new Market("JP"),
            new MarketTax(TaxCategory.EXEMPT, Optional.of("outside"))));
  }

  private static Buyer buyer(String reference) {
    return new Buyer(
        WHOLE,
        Optional.of(reference),
        Optional.of(new PaymentTerms(0, Optional.empty())),
        SpokenLanguage.KOREAN,
        PageSize.LETTER);
  }

  @Test
  void hasNoPartiesAtFirst() {
    assertThat(parties.seller()).isEmpty();
    assertThat(parties.sellerImportedAt()).isEmpty();
    assertThat(parties.buyer(PARTNER)).isEmpty();
  }

  @Test
  void readsEachFieldAsItWasStored() {
    var bare =
        new Buyer(BARE, Optional.empty(), Optional.empty(), SpokenLanguage.ENGLISH, PageSize.A4);
    parties.publish(seller(WHOLE, 30), NOON);
    parties.publish(PARTNER, Optional.of(buyer("KST 1")), Optional.empty(), NOON);
    parties.publish(new PartnerId("bare"), Optional.of(bare), Optional.empty(), NOON);

    assertThat(parties.seller()).contains(seller(WHOLE, 30));
    assertThat(parties.buyer(PARTNER)).contains(buyer("KST 1"));
    assertThat(parties.buyer(new PartnerId("bare"))).contains(bare);
  }

  @Test
  void readsThePartnersSellerBesideItsCompany() {
    var sells =
        new Seller(WHOLE, seller(WHOLE, 7).bankAccount(), seller(WHOLE, 7).terms(), Map.of());
    parties.publish(PARTNER, Optional.of(buyer("1")), Optional.of(sells), NOON);
    parties.publish(new PartnerId("sells"), Optional.empty(), Optional.of(sells), NOON);

    assertThat(parties.reseller(PARTNER)).contains(sells);
    assertThat(parties.buyer(PARTNER)).contains(buyer("1"));
    assertThat(parties.reseller(new PartnerId("sells"))).contains(sells);
    assertThat(parties.buyer(new PartnerId("sells"))).isEmpty();
    assertThat(parties.seller()).isEmpty();
  }

  @Test
  void aLaterImportReplacesAnEarlierOneAndALateRetryNever() {
    parties.publish(seller(WHOLE, 30), NOON);
    parties.publish(seller(BARE, 14), NOON.plusSeconds(1));
    parties.publish(seller(WHOLE, 30), NOON);
    parties.publish(PARTNER, Optional.of(buyer("1")), Optional.empty(), NOON);
    parties.publish(PARTNER, Optional.of(buyer("2")), Optional.empty(), NOON.plusSeconds(1));
    parties.publish(PARTNER, Optional.of(buyer("1")), Optional.empty(), NOON);

    assertThat(parties.seller()).contains(seller(BARE, 14));
    assertThat(parties.buyer(PARTNER)).contains(buyer("2"));
  }

  @Test
  void aLateRetryDoesNotBringBackACompanyThatWasRemoved() {
    parties.publish(PARTNER, Optional.of(buyer("1")), Optional.empty(), NOON);
    parties.publish(PARTNER, Optional.empty(), Optional.empty(), NOON.plusSeconds(1));
    parties.publish(PARTNER, Optional.of(buyer("1")), Optional.empty(), NOON);

    assertThat(parties.buyer(PARTNER)).isEmpty();
  }

  @Test
  void notesWhenTheSellerWasStoredAndNotWhenItWasSupplied() {
    clock.strike(NOON.plusSeconds(3_600));
    parties.publish(seller(WHOLE, 30), NOON);
    clock.strike(NOON.plusSeconds(7_200));
    parties.publish(seller(BARE, 14), NOON.minusSeconds(1));

    assertThat(parties.sellerImportedAt()).contains(NOON.plusSeconds(3_600));
  }
}
