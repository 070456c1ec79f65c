package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.daysLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests how {@link dev.keyshelf.domain.download.DownloadLinks} counts the working links. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class OpenLinksTest {
  private static final int USES = 50;

  private final Wiring ports;

  OpenLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void countsTheLinksOfEachEntitlement() {
    var made = steps().placed(perpetual(), perpetual(), perpetual()).entitlements();
    steps().linked(made.get(0), NOON);
    steps().linked(made.get(0), NOON);
    steps().linked(made.get(2), NOON);

    assertThat(ports.downloadLinks().countOpen(made, NOON))
        .isEqualTo(Map.of(made.get(0).id(), 2, made.get(1).id(), 0, made.get(2).id(), 1));
  }

  @Test
  void countsNothingWithoutEntitlements() {
    assertThat(ports.downloadLinks().countOpen(List.of(), NOON)).isEmpty();
  }

  @Test
  void countsALinkUntilTheInstantItExpires() {
    var entitlement = steps().bought(perpetual());
    steps().linked(entitlement, NOON);

    assertThat(open(entitlement, daysLater(14).minusMillis(1))).isEqualTo(1);
    assertThat(open(entitlement, daysLater(14))).isZero();
  }

  @Test
  void countsNoLinkThatIsUsedUp() {
    var entitlement = steps().bought(perpetual());
    var link = steps().linked(entitlement, NOON);
    steps().linked(entitlement, NOON);
    for (int i = 0; i < USES - 1; i++) {
      start(link, entitlement);
    }
    assertThat(open(entitlement, NOON)).isEqualTo(2);

    start(link, entitlement);

    assertThat(open(entitlement, NOON)).isEqualTo(1);
  }

  @Test
  void countsNoLinkOfACancelledEntitlement() {
    var order = steps().placed(perpetual());
    var entitlement = order.entitlements().getFirst();
    steps().linked(entitlement, NOON);
    steps().cancelled(order, NOON);

    assertThat(open(steps().now(entitlement), NOON)).isZero();
  }

  @Test
  void countsNoLinkFromTheEndOfTheTermOn() {
    var entitlement = steps().bought(subscription(Period.ofDays(7)));
    steps().linked(entitlement, NOON);

    assertThat(open(entitlement, daysLater(7).minusMillis(1))).isEqualTo(1);
    assertThat(open(entitlement, daysLater(7))).isZero();
  }

  @Test
  void skipsExpiredLinksAndOtherEntitlements() {
    var made = steps().placed(perpetual(), perpetual(), perpetual(), perpetual()).entitlements();
    for (int i = 0; i < 205; i++) {
      steps().linked(made.get(1), NOON.plusMillis(i));
      steps().linked(made.get(2), daysLater(14));
    }
    for (var each : made) {
      steps().linked(each, daysLater(14));
    }
    var asked = List.of(made.get(0), made.get(1), made.get(3));

    assertThat(ports.downloadLinks().countOpen(asked, daysLater(15)))
        .isEqualTo(Map.of(made.get(0).id(), 1, made.get(1).id(), 1, made.get(3).id(), 1));
  }

  @Test
  void readsTheNewest200LinksOfEach() {
    var made = steps().placed(perpetual(), perpetual()).entitlements();
    for (int i = 0; i < 203; i++) {
      steps().linked(made.get(0), NOON);
      steps().linked(made.get(1), NOON);
    }

    assertThat(ports.downloadLinks().countOpen(made, NOON))
        .isEqualTo(Map.of(made.get(0).id(), 200, made.get(1).id(), 200));
  }

  private int open(Entitlement entitlement, Instant now) {
    return ports
        .downloadLinks()
        .countOpen(List.of(entitlement), now)
        .getOrDefault(entitlement.id(), -1);
  }

  private void start(Made made, Entitlement entitlement) {
    var download = Download.start(DownloadId.next(), made.link().tokenHash(), 1, NOON);
    var activity = anActivity(Operation.DOWNLOAD_STARTED, entitlement, NOON);
    var link = ports.downloadLinks().find(made.token().hash()).orElseThrow();
    assertThat(ports.downloadLinks().start(link, entitlement, download, activity))
        .isEqualTo(Commit.DONE);
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
