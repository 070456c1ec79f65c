package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnCloud
class DynamoPartnersTest {
  private final Partners partners;

  DynamoPartnersTest(CloudFixture cloud) {
    this.partners = OnDynamo.of(cloud).partners();
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

  @Test
  void hasNoPartnersAtFirst() {
    assertThat(walked(100)).isEmpty();
  }
}
