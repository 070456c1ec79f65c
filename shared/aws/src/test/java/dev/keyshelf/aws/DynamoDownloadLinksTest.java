package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.aLinkHolderAt;
import static dev.keyshelf.testkit.Situations.aLinkTo;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.domain.download.StartDownload;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.download.DownloadLinks}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoDownloadLinksTest {
  private static final int USES = 50;

  private final Wiring ports;

  DynamoDownloadLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void roundTripsALink() {
    var made = steps().linked(steps().bought(perpetual()), NOON);

    assertThat(ports.downloadLinks().find(made.token().hash())).contains(made.link());
  }

  @Test
  void findsNoLinkOfAnotherToken() {
    steps().linked(steps().bought(perpetual()), NOON);

    assertThat(ports.downloadLinks().find(LinkToken.next().hash())).isEmpty();
  }

  @Test
  void recordsALinkWithItsAnswer() {
    var entitlement = steps().bought(perpetual());
    var made = aLinkTo(entitlement, NOON);
    var activity = anActivity(Operation.LINK_CREATED, entitlement, NOON);
    var once = once();

    ports.downloadLinks().add(made.link(), entitlement, activity, once);

    assertThat(steps().log()).contains(activity);
    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void listsTheLinksOfAnEntitlementNewestFirst() {
    var order = steps().placed(perpetual(), perpetual());
    var first = order.entitlements().getFirst();
    var older = steps().linked(first, NOON);
    var newer = steps().linked(first, NOON.plusMillis(1));
    steps().linked(order.entitlements().getLast(), NOON);

    assertThat(ports.downloadLinks().list(first, 10, Optional.empty()).links())
        .containsExactly(newer.link(), older.link());
    assertThat(ports.downloadLinks().list(first, 1, Optional.empty()).links())
        .containsExactly(newer.link());
  }

  @Test
  void listsPageByPageTheLinksOfTheTimeOfTheFirstPage() {
    var entitlement = steps().bought(perpetual());
    var made = new ArrayList<DownloadLink>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(steps().linked(entitlement, NOON.plusMillis(i)).link());
    }
    var links = ports.downloadLinks();

    var first = links.list(entitlement, 2, Optional.empty());
    steps().linked(entitlement, NOON.plusMillis(9));
    var second = links.list(entitlement, 2, first.next());
    var third = links.list(entitlement, 2, second.next());

    assertThat(first.links()).isEqualTo(made.subList(0, 2));
    assertThat(second.links()).isEqualTo(made.subList(2, 4));
    assertThat(third.links()).isEqualTo(made.subList(4, 5));
    assertThat(third.next()).isEmpty();
  }

  @Test
  void endsWithAFullPageWhereNothingFollows() {
    var entitlement = steps().bought(perpetual());
    steps().linked(entitlement, NOON);
    steps().linked(entitlement, NOON.plusMillis(1));

    assertThat(ports.downloadLinks().list(entitlement, 2, Optional.empty()).next()).isEmpty();
  }

  @Test
  void listsNoLinksWhereThereAreNone() {
    assertThat(
            ports.downloadLinks().list(steps().bought(perpetual()), 10, Optional.empty()).links())
        .isEmpty();
  }

  @Test
  void addsNoLinkToACancelledEntitlement() {
    var order = steps().placed(perpetual());
    var asItWasRead = order.entitlements().getFirst();
    var made = aLinkTo(asItWasRead, NOON);
    steps().cancelled(order, NOON);

    var commit =
        ports
            .downloadLinks()
            .add(
                made.link(),
                asItWasRead,
                anActivity(Operation.LINK_CREATED, asItWasRead, NOON),
                once());

    assertThat(commit).isEqualTo(Commit.STALE);
    assertThat(ports.downloadLinks().find(made.token().hash())).isEmpty();
    assertThat(steps().log(Operation.LINK_CREATED)).isEmpty();
  }

  @Test
  void addsNoLinkAtTheInstantTheTermEnds() {
    var entitlement = steps().bought(subscription(Period.ofMonths(1)));
    var end = entitlement.purchase().term().orElseThrow().endsAt();

    assertThat(add(entitlement, end)).isEqualTo(Commit.STALE);
    assertThat(add(entitlement, end.minusMillis(1))).isEqualTo(Commit.DONE);
  }

  @Test
  void countsAStart() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var download = aDownload(made.link(), NOON);

    assertThat(start(made, entitlement, download)).isEqualTo(Commit.DONE);
    assertThat(used(made)).isEqualTo(1);
    assertThat(ports.downloadLinks().findDownload(made.token().hash(), download.id()))
        .contains(download);
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).hasSize(1);
  }

  @Test
  void countsOneStartForOneDownloadId() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var download = aDownload(made.link(), NOON);
    start(made, entitlement, download);

    assertThat(start(made, entitlement, download)).isEqualTo(Commit.STALE);
    assertThat(used(made)).isEqualTo(1);
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).hasSize(1);
  }

  @Test
  void refusesTheStartAfterTheLast() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    for (int i = 0; i < USES; i++) {
      assertThat(start(made, entitlement, aDownload(made.link(), NOON))).isEqualTo(Commit.DONE);
    }
    var oneMore = aDownload(made.link(), NOON);

    assertThat(start(made, entitlement, oneMore)).isEqualTo(Commit.STALE);
    assertThat(used(made)).isEqualTo(USES);
    assertThat(ports.downloadLinks().findDownload(made.token().hash(), oneMore.id())).isEmpty();
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).hasSize(USES);
  }

  @Test
  void startsExactlyAsManyAsAllowedForParallelRequests() {
    var made = steps().linked(steps().bought(perpetual()), NOON);
    var starting =
        new StartDownload(
            ports.downloadLinks(),
            ports.entitlements(),
            ports.artifactFiles(),
            ports.verifications());

    var outcomes =
        Steps.race(
            32,
            80,
            _ -> starting.start(made.token().text(), DownloadId.next(), aLinkHolderAt(NOON)));

    assertThat(Collections.frequency(outcomes, refused(Refusal.EXHAUSTED))).isEqualTo(80 - USES);
    assertThat(outcomes).filteredOn(StartDownload.Outcome.Started.class::isInstance).hasSize(USES);
    assertThat(used(made)).isEqualTo(USES);
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).hasSize(USES);
  }

  @Test
  void refusesAStartAtTheInstantTheLinkExpires() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var expiry = daysLater(14);

    assertThat(start(made, entitlement, aDownload(made.link(), expiry))).isEqualTo(Commit.STALE);
    assertThat(start(made, entitlement, aDownload(made.link(), expiry.minusMillis(1))))
        .isEqualTo(Commit.DONE);
  }

  @Test
  void refusesAStartThatWasDecidedBeforeACancel() {
    var order = steps().placed(perpetual());
    var asItWasRead = order.entitlements().getFirst();
    var made = steps().linked(asItWasRead, NOON);
    steps().cancelled(order, NOON);

    assertThat(start(made, asItWasRead, aDownload(made.link(), NOON))).isEqualTo(Commit.STALE);
    assertThat(used(made)).isZero();
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).isEmpty();
  }

  @Test
  void refusesAStartAtTheInstantTheTermEnds() {
    var entitlement = steps().bought(subscription(Period.ofDays(7)));
    var made = steps().linked(entitlement, NOON);

    assertThat(start(made, entitlement, aDownload(made.link(), daysLater(7))))
        .isEqualTo(Commit.STALE);
  }

  @Test
  void signsADownloadAsOftenAsAllowedAndNoMore() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var download = aDownload(made.link(), NOON);
    start(made, entitlement, download);

    for (int i = 0; i < Download.MOST_SIGNATURES; i++) {
      assertThat(sign(made, entitlement, download, NOON)).isEqualTo(Commit.DONE);
    }

    assertThat(sign(made, entitlement, download, NOON)).isEqualTo(Commit.STALE);
    assertThat(used(made)).isEqualTo(1);
  }

  @Test
  void signsNothingAtTheInstantTheSessionEnds() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var download = aDownload(made.link(), NOON);
    start(made, entitlement, download);
    var end = download.sessionEndsAt();

    assertThat(sign(made, entitlement, download, end)).isEqualTo(Commit.STALE);
    assertThat(sign(made, entitlement, download, end.minusMillis(1))).isEqualTo(Commit.DONE);
  }

  @Test
  void signsNothingAfterACancel() {
    var order = steps().placed(perpetual());
    var asItWasRead = order.entitlements().getFirst();
    var made = steps().linked(asItWasRead, NOON);
    var download = aDownload(made.link(), NOON);
    start(made, asItWasRead, download);
    steps().cancelled(order, NOON);

    assertThat(sign(made, asItWasRead, download, NOON)).isEqualTo(Commit.STALE);
  }

  @Test
  void signsNoDownloadThatWasNeverStarted() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);

    assertThat(sign(made, entitlement, aDownload(made.link(), NOON), NOON)).isEqualTo(Commit.STALE);
  }

  private Commit add(Entitlement entitlement, Instant now) {
    return ports
        .downloadLinks()
        .add(
            aLinkTo(entitlement, now).link(),
            entitlement,
            anActivity(Operation.LINK_CREATED, entitlement, now),
            once());
  }

  private Commit start(Made made, Entitlement entitlement, Download download) {
    var activity = anActivity(Operation.DOWNLOAD_STARTED, entitlement, download.startedAt());
    // Read again, as a command does before a start.
    var link = ports.downloadLinks().find(made.token().hash()).orElseThrow();
    return ports.downloadLinks().start(link, entitlement, download, activity);
  }

  private Commit sign(Made made, Entitlement entitlement, Download download, Instant now) {
    return ports.downloadLinks().sign(made.link(), entitlement, download, now);
  }

  private int used(Made made) {
    return ports.downloadLinks().find(made.token().hash()).orElseThrow().used();
  }

  private static Download aDownload(DownloadLink link, Instant now) {
    return Download.start(DownloadId.next(), link.tokenHash(), link.artifact().size(), now);
  }

  private static StartDownload.Outcome refused(Refusal why) {
    return new StartDownload.Outcome.Refused(why);
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
