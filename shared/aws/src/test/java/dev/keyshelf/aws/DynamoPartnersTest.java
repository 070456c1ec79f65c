package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnCloud
class DynamoPartnersTest {
  private static final PartnerId EARLY = new PartnerId("early");
  private static final PartnerId LATE = new PartnerId("late");

  private final StoppedClock clock = new StoppedClock();
  private final Partners partners;

  DynamoPartnersTest(CloudFixture cloud) {
    this.partners = OnDynamo.of(cloud, clock).partners();
  }

  private List<PartnerId> walked(int limit) {
    var walked = new ArrayList<PartnerId>();
    for (int shard = 0; shard < Partners.SHARDS; shard++) {
      Optional<PartnerId> after = Optional.empty();
      do {
        var page = partners.registered(shard, limit, after);
        assertThat(page.partners()).hasSizeLessThanOrEqualTo(limit);
        walked.addAll(page.partners());
        after = page.next();
      } while (after.isPresent());
    }
    return walked;
  }

  @Test
  void registersEachPartnerOnce() {
    var published =
        IntStream.range(0, 60)
            .mapToObj(each -> Situations.aPartner(new PartnerId("p" + each), "P", each % 2 == 0))
            .toList();
    partners.publish(published, NOON);
    partners.publish(published, NOON);

    assertThat(walked(3))
        .containsExactlyInAnyOrderElementsOf(published.stream().map(Partner::id).toList());
  }

  private static Partner withTenants(PartnerId id, String... tenants) {
    return new Partner(id, "P", false, Set.of(), Set.of(tenants));
  }

  @Test
  void findsThePartnerOfATenant() {
    partners.publish(List.of(withTenants(EARLY, "t-1", "t-2"), withTenants(LATE, "t-3")), NOON);

    assertThat(partners.findByTenant("t-2")).contains(EARLY);
    assertThat(partners.findByTenant("t-3")).contains(LATE);
    assertThat(partners.findByTenant("early")).isEmpty();
    assertThat(partners.find(EARLY)).contains(withTenants(EARLY, "t-1", "t-2"));
  }

  @Test
  void forgetsATenantThatThePartnersLastImportDoesNotHave() {
    partners.publish(List.of(withTenants(EARLY, "t-1")), NOON);
    partners.publish(List.of(withTenants(EARLY)), NOON.plusSeconds(1));

    assertThat(partners.findByTenant("t-1")).isEmpty();
  }

  @Test
  void movesATenantToThePartnerThatWasStoredWithItLast() {
    partners.publish(List.of(withTenants(EARLY, "t-1")), NOON);
    partners.publish(List.of(withTenants(EARLY), withTenants(LATE, "t-1")), NOON.plusSeconds(1));
    partners.publish(List.of(withTenants(EARLY, "t-1")), NOON);

    assertThat(partners.findByTenant("t-1")).contains(LATE);
  }

  @Test
  void hasNoPartnersAtFirst() {
    assertThat(walked(100)).isEmpty();
  }

  @Test
  void listsPartnersThatWereImportedAfterAnInstant() {
    importAt(NOON, EARLY);
    importAt(NOON.plusSeconds(60), LATE);

    assertThat(importedAfter(NOON.minusMillis(1))).containsExactlyInAnyOrder(EARLY, LATE);
    assertThat(importedAfter(NOON)).containsExactly(LATE);
    assertThat(importedAfter(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void listsPartnersByWhenTheyWereStoredAndNotByWhenTheyWereSupplied() {
    clock.strike(NOON.plusSeconds(3_600));
    partners.publish(List.of(Situations.aPartner(LATE, "Late", false)), NOON);

    assertThat(importedAfter(NOON.plusSeconds(3_000))).containsExactly(LATE);
  }

  @Test
  void leavesOutPartnersWhoseLateRetryChangedNothing() {
    importAt(NOON, EARLY);
    clock.strike(NOON.plusSeconds(60));
    partners.publish(List.of(Situations.aPartner(EARLY, "Older", false)), NOON.minusSeconds(60));

    assertThat(importedAfter(NOON)).isEmpty();
  }

  @Test
  void walksThePartnersThatWereImportedAfterAnInstant() {
    for (int each = 0; each < 60; each++) {
      importAt(NOON.plusSeconds(each % 2), new PartnerId("p" + each));
    }

    assertThat(importedAfter(NOON)).hasSize(30).doesNotHaveDuplicates();
  }

  private void importAt(Instant at, PartnerId partner) {
    clock.strike(at);
    partners.publish(List.of(Situations.aPartner(partner, "P", false)), at);
  }

  private List<PartnerId> importedAfter(Instant instant) {
    var found = new ArrayList<PartnerId>();
    for (int shard = 0; shard < Partners.SHARDS; shard++) {
      Optional<PartnerId> after = Optional.empty();
      do {
        var page = partners.importedAfter(shard, instant, 1, after);
        found.addAll(page.partners());
        after = page.next();
      } while (after.isPresent());
    }
    return found;
  }
}
