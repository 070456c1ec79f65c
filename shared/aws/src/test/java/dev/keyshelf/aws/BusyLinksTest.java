package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aLinkHolderAt;
import static dev.keyshelf.testkit.Situations.anActivity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.StartDownload;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests {@link dev.keyshelf.domain.download.DownloadLinks} with links that many use in parallel.
 */
@Timeout(300)
@OnCloud
class BusyLinksTest {
  private final Wiring ports;

  BusyLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void keepsTheTimeOfTheLastStart() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    start(made, entitlement, aDownload(made.link(), NOON.plusSeconds(1)));
    start(made, entitlement, aDownload(made.link(), NOON.plusSeconds(9)));

    assertThat(ports.downloadLinks().find(made.token().hash()).orElseThrow().lastUsedAt())
        .contains(NOON.plusSeconds(9));
  }

  @Test
  void letsOneOfTwoStartFromALinkAtRest() {
    var entitlement = steps().bought(perpetual());
    var asBothReadIt = steps().linked(entitlement, NOON).link();
    var activity = anActivity(Operation.DOWNLOAD_STARTED, entitlement, NOON);
    var other = anActivity(Operation.DOWNLOAD_STARTED, entitlement, NOON);
    var links = ports.downloadLinks();

    assertThat(links.start(asBothReadIt, entitlement, aDownload(asBothReadIt, NOON), activity))
        .isEqualTo(Commit.DONE);
    assertThat(links.start(asBothReadIt, entitlement, aDownload(asBothReadIt, NOON), other))
        .isEqualTo(Commit.STALE);
  }

  @Test
  void letsAllStartFromABusyLink() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    start(made, entitlement, aDownload(made.link(), NOON));
    var asBothReadIt = ports.downloadLinks().find(made.token().hash()).orElseThrow();
    var later = NOON.plusSeconds(59);
    var links = ports.downloadLinks();

    for (int i = 0; i < 2; i++) {
      assertThat(
              links.start(
                  asBothReadIt,
                  entitlement,
                  aDownload(asBothReadIt, later),
                  anActivity(Operation.DOWNLOAD_STARTED, entitlement, later)))
          .isEqualTo(Commit.DONE);
    }
  }

  @Test
  void countsTheStartsAfterAnInstant() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    for (int i = 0; i < 3; i++) {
      start(made, entitlement, aDownload(made.link(), NOON.plusSeconds(i)));
    }

    assertThat(ports.downloadLinks().countStarts(made.link(), NOON)).isEqualTo(2);
    assertThat(ports.downloadLinks().countStarts(made.link(), NOON.minusMillis(1))).isEqualTo(3);
  }

  @Test
  void letsTheLastOfManyParallelStartsSeeThemAll() {
    var made = steps().linked(steps().bought(perpetual()), NOON);
    var starting =
        new StartDownload(
            ports.downloadLinks(),
            ports.entitlements(),
            ports.artifactFiles(),
            ports.verifications());

    var outcomes =
        Steps.race(
            10,
            10,
            _ -> starting.start(made.token().text(), DownloadId.next(), aLinkHolderAt(NOON)));

    assertThat(outcomes)
        .filteredOn(
            outcome ->
                outcome instanceof StartDownload.Outcome.Started(_, _, var burst) && burst == 10)
        .isNotEmpty();
  }

  @Test
  void recordsARefusalOnceAndTheFirstOneOnly() {
    var entitlement = steps().bought(perpetual());
    var subject =
        Subject.of(entitlement.customer(), entitlement.id(), entitlement.purchase().product());
    var first = refusal(subject, NOON.plusSeconds(1), "EXPIRED");

    ports.downloadLinks().recordRefusal(first);
    ports.downloadLinks().recordRefusal(refusal(subject, NOON.plusSeconds(59), "EXPIRED"));
    ports.downloadLinks().recordRefusal(refusal(subject, NOON.plusSeconds(60), "EXPIRED"));
    ports.downloadLinks().recordRefusal(refusal(subject, NOON.plusSeconds(59), "REVOKED"));

    assertThat(steps().log(Operation.DOWNLOAD_REFUSED)).hasSize(3).contains(first);
  }

  private static ActivityRecord refusal(Subject subject, Instant at, String reason) {
    return ActivityRecord.ofRefusal(
        PARTNER, aLinkHolderAt(at), Operation.DOWNLOAD_REFUSED, subject, reason);
  }

  private void start(Made made, Entitlement entitlement, Download download) {
    // Read again, as a command does before a start.
    var link = ports.downloadLinks().find(made.token().hash()).orElseThrow();
    var activity = anActivity(Operation.DOWNLOAD_STARTED, entitlement, download.startedAt());
    assertThat(ports.downloadLinks().start(link, entitlement, download, activity))
        .isEqualTo(Commit.DONE);
  }

  private static Download aDownload(DownloadLink link, Instant now) {
    return Download.start(DownloadId.next(), link.tokenHash(), link.artifact().size(), now);
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
