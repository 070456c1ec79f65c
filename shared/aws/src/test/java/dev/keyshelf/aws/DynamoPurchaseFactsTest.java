package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCatalogue;
import static dev.keyshelf.testkit.Situations.idempotencyKey;
import static dev.keyshelf.testkit.Situations.isPublished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.Ports;
import dev.keyshelf.testkit.contract.PurchaseFactsContract;
import dev.keyshelf.testkit.contract.Steps;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnCloud
class DynamoPurchaseFactsTest extends PurchaseFactsContract {
  private final CloudFixture cloud;
  private final Ports ports;

  DynamoPurchaseFactsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }

  /** Else a busy table would be one that does not know the partner, or sells nothing. */
  @Test
  void areCompleteThoughTheTableLeavesSomeOfThemForLater() {
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

    var facts = busy.find(PARTNER, CUSTOMER, idempotencyKey("k-1"), NOON);

    assertThat(later.asked()).containsExactly(4, 3, 2, 1);
    assertThat(facts.partner()).isPresent();
    assertThat(facts.prices().of(US, Set.of(SKU)).listings()).containsKey(SKU);
  }
}
