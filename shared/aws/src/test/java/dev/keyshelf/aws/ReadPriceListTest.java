package dev.keyshelf.aws;

import static dev.keyshelf.aws.ResaleSteps.margin;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.resale.ChangePriceList.Refusal;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.PriceListVersion;
import dev.keyshelf.domain.resale.PriceLists;
import dev.keyshelf.domain.resale.ReadPriceList;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCloud
class ReadPriceListTest {
  private static final String JULY = "2020-07-10T00:00:00Z";
  private static final LocalDate FIRST_OF_JULY = LocalDate.parse("2020-07-01");

  private final Wiring ports;
  private final ResaleSteps resale;

  ReadPriceListTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.resale = new ResaleSteps(ports);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  /** Price lists that somebody changes after the first read of them. */
  private record ChangedAfterARead(PriceLists real, Queue<Runnable> changes) implements PriceLists {
    private <T> T before(T read) {
      Optional.ofNullable(changes.poll()).ifPresent(Runnable::run);
      return read;
    }

    @Override
    public Optional<PriceListState> find(PartnerId partner, PriceListId list) {
      return before(real.find(partner, list));
    }

    @Override
    public Optional<PriceListVersion> inForce(PartnerId partner, PriceListId list, LocalDate day) {
      return before(real.inForce(partner, list, day));
    }

    @Override
    public Map<ListOn, PriceListVersion> inForce(PartnerId partner, Collection<ListOn> lists) {
      return real.inForce(partner, lists);
    }

    @Override
    public Page list(PartnerId partner, int limit, Optional<PriceListId> after) {
      return before(real.list(partner, limit, after));
    }

    @Override
    public VersionPage versions(
        PartnerId partner, PriceListId list, int limit, Optional<LocalDate> day) {
      return before(real.versions(partner, list, limit, day));
    }

    @Override
    public Commit change(Change change, ActivityRecord activity, IdempotencyRecord once) {
      return real.change(change, activity, once);
    }
  }

  private void set(String percent) {
    resale.set(PriceListId.ALL, FIRST_OF_JULY.toString(), margin(percent), JULY);
  }

  @Test
  void refusesTheChangeOfAUserWhoDidNotSeeTheLastOne() {
    set("10");
    var lists =
        new ChangedAfterARead(
            ports.priceLists(), new ArrayDeque<>(List.<Runnable>of(() -> set("11"))));

    var seen = ReadPriceList.of(lists, PARTNER, PriceListId.ALL, 9, Optional.empty());
    var cited = seen.state().orElseThrow().revision();

    assertThat(
            resale.change(PriceListId.ALL, cited, FIRST_OF_JULY, Optional.of(margin("12")), JULY))
        .isEqualTo(new Told.Refused<>(new Refusal.Outdated(2)));
  }
}
