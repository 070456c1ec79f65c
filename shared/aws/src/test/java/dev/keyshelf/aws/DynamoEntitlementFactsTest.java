package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.idempotencyKey;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.entitlement.EntitlementFacts.Facts;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link EntitlementFacts}: they equal the answers of the separate stores. */
@Timeout(300) // Stops a store whose pages never end.
@SuppressWarnings("NullAway.Init") // Set before each test.
@OnCloud
class DynamoEntitlementFactsTest {
  private Entitlement entitlement;
  private IdempotencyRecord record;

  private final Wiring ports;

  DynamoEntitlementFactsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @BeforeEach
  void reveal() {
    var steps = new Steps(ports);
    entitlement = steps.bought(perpetual());
    record = once("k-1");
    var activity = anActivity(Operation.KEYS_REVEALED, entitlement, NOON);
    assertThat(ports.productKeys().reveal(entitlement, activity, Optional.of(record)))
        .isEqualTo(Commit.DONE);
  }

  @Test
  void equalTheAnswersOfEachStore() {
    new Steps(ports).partnerIsKnown();

    var facts = find(PARTNER, "k-1", NOON);

    assertThat(facts.earlier()).contains(record);
    assertThat(facts.entitlement())
        .isPresent()
        .isEqualTo(ports.entitlements().find(PARTNER, entitlement.customer(), entitlement.id()));
    assertThat(facts.partner()).isPresent().isEqualTo(ports.partners().find(PARTNER));
  }

  @Test
  void areEmptyUnderAnotherKey() {
    assertThat(find(PARTNER, "k-2", NOON).earlier()).isEmpty();
    assertThat(find(PARTNER, "k-2", NOON).entitlement()).isPresent();
  }

  @Test
  void forgetTheCommandOfAKeyAfter24Hours() {
    assertThat(find(PARTNER, "k-1", daysLater(1).minusMillis(1)).earlier()).isPresent();
    assertThat(find(PARTNER, "k-1", daysLater(1)).earlier()).isEmpty();
  }

  @Test
  void showAnotherPartnerNothing() {
    new Steps(ports).partnerIsKnown();

    var facts = find(OTHER_PARTNER, "k-1", NOON);

    assertThat(facts.earlier()).isEmpty();
    assertThat(facts.entitlement()).isEmpty();
    assertThat(facts.partner()).isEmpty();
  }

  @Test
  void letNoUnknownOrSuspendedPartnerTrade() {
    assertThat(find(PARTNER, "k-1", NOON).mayTrade()).isFalse();

    new Steps(ports).partnerIsKnown();

    assertThat(find(PARTNER, "k-1", NOON).mayTrade()).isTrue();

    ports
        .partners()
        .publish(List.of(Situations.aPartner(PARTNER, "Partner", true)), NOON.plusSeconds(1));

    assertThat(find(PARTNER, "k-1", NOON).mayTrade()).isFalse();
  }

  private Facts find(PartnerId partner, String key, Instant now) {
    return ports
        .entitlementFacts()
        .find(
            partner,
            entitlement.customer(),
            entitlement.id(),
            new IdempotencyKey(partner, idempotencyKey(key).route(), key),
            now);
  }
}
