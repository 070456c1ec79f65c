package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Catalogues.aCatalogue;
import static dev.keyshelf.testkit.Catalogues.isPublished;
import static dev.keyshelf.testkit.Catalogues.terms;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.PROGRAM;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.idempotencyKey;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.order.PurchaseFacts;
import dev.keyshelf.domain.order.PurchaseFacts.Facts;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link PurchaseFacts}: they equal the answers of the separate stores. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoPurchaseFactsTest {
  private static final Customer CUSTOMER = aCustomer(PARTNER, "contoso.example");

  private final CloudFixture cloud;
  private final Wiring ports;

  DynamoPurchaseFactsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
  }

  /** Otherwise a busy table would look as if the partner were unknown or nothing were sold. */
  @Test
  void areCompleteIfTheTableLeavesSomeKeysUnprocessed() {
    new Steps(ports).partnerIsKnown();
    isPublished(ports.catalogueVersions(), aCatalogue("v1", "1200.00"), NOON);
    var environment = OnDynamo.environment(cloud);
    var later = new KeysForLater();
    var table =
        new Table(
            Interrupted.client(environment, later),
            Interrupted.variable(environment, "KEYSHELF_TABLE"),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    var busy = new DynamoPurchaseFacts(table, new IdempotencyItems(ports::keyVault));

    var facts = busy.find(PARTNER, CUSTOMER.id(), idempotencyKey("k-1"), NOON);

    assertThat(later.asked()).containsExactly(4, 3, 2, 1);
    assertThat(facts.partner()).isPresent();
    assertThat(facts.prices().of(US, Set.of(SKU)).listings()).containsKey(SKU);
  }

  @Test
  void areEmptyInAnEmptyStore() {
    var facts = find(PARTNER, "k-1", NOON);

    assertThat(facts.earlier()).isEmpty();
    assertThat(facts.customer()).isEmpty();
    assertThat(facts.partner()).isEmpty();
    assertThat(facts.prices().of(US, Set.of(SKU)).listings()).isEmpty();
  }

  @Test
  void equalTheAnswersOfEachStore() {
    var once = allIsThere();

    var facts = find(PARTNER, "k-1", NOON);

    assertThat(facts.earlier()).contains(once);
    assertThat(facts.customer()).contains(CUSTOMER);
    assertThat(facts.partner()).isPresent().isEqualTo(ports.partners().find(PARTNER));
    assertThat(facts.prices().of(US, Set.of(SKU)).termsOf(PROGRAM, NOON)).contains(terms());
    assertThat(priceIn(facts)).isEqualTo(Money.of("1200.00", "USD"));
  }

  @Test
  void areEmptyUnderAnotherKey() {
    allIsThere();

    assertThat(find(PARTNER, "k-2", NOON).earlier()).isEmpty();
    assertThat(find(PARTNER, "k-2", NOON).customer()).isPresent();
  }

  @Test
  void forgetTheCommandOfAKeyAfter24Hours() {
    allIsThere();

    assertThat(find(PARTNER, "k-1", daysLater(1).minusMillis(1)).earlier()).isPresent();
    assertThat(find(PARTNER, "k-1", daysLater(1)).earlier()).isEmpty();
  }

  @Test
  void showAnotherPartnerNothing() {
    allIsThere();

    var facts = find(OTHER_PARTNER, "k-1", NOON);

    assertThat(facts.customer()).isEmpty();
    assertThat(facts.partner()).isEmpty();
  }

  @Test
  void havePricesOfTheVersionThatWasPublishedThen() {
    allIsThere();
    var before = find(PARTNER, "k-1", NOON);
    isPublished(ports.catalogueVersions(), aCatalogue("v2", "1300.00"), NOON.plusSeconds(60));

    assertThat(priceIn(before)).isEqualTo(Money.of("1200.00", "USD"));
    assertThat(priceIn(find(PARTNER, "k-1", NOON))).isEqualTo(Money.of("1300.00", "USD"));
  }

  private Facts find(PartnerId partner, String key, Instant now) {
    return ports.purchaseFacts().find(partner, CUSTOMER.id(), idempotencyKey(key), now);
  }

  private static Money priceIn(Facts facts) {
    return facts.prices().of(US, Set.of(SKU)).listing(SKU).stream()
        .flatMap(listing -> listing.offers().stream())
        .map(Offer::unitPrice)
        .findFirst()
        .orElseThrow();
  }

  private IdempotencyRecord allIsThere() {
    new Steps(ports).partnerIsKnown();
    assertThat(isPublished(ports.catalogueVersions(), aCatalogue("v1", "1200.00"), NOON)).isTrue();
    var once = once("k-1");
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(CUSTOMER.id()));
    assertThat(ports.customers().add(CUSTOMER, activity, once)).isEqualTo(Commit.DONE);
    return once;
  }
}
