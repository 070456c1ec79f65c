package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.aLinkHolderAt;
import static dev.keyshelf.testkit.Situations.aLinkTo;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.download.CreateLink.Made;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkRevocation;
import dev.keyshelf.domain.download.LinkState;
import dev.keyshelf.domain.download.Refusal;
import dev.keyshelf.domain.download.StartDownload;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.download.DownloadLinks} for revoked links. */
@Timeout(300)
@OnCloud
class RevokedLinksTest {
  private static final LinkRevocation REVOCATION =
      new LinkRevocation(NOON.plusSeconds(1), "agent@contoso.example", Optional.of("It leaked."));

  private final Wiring ports;

  RevokedLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void findsALinkByItsId() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);

    assertThat(ports.downloadLinks().find(entitlement, made.link().id())).contains(made.link());
  }

  @Test
  void findsNoLinkOfAnotherEntitlementByItsId() {
    var other = steps().linked(steps().bought(perpetual()), NOON);

    assertThat(ports.downloadLinks().find(steps().bought(perpetual()), other.link().id()))
        .isEmpty();
  }

  @Test
  void revokesALinkWithItsRecordAndAnswer() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var activity =
        anActivity(Operation.LINK_REVOKED, entitlement, NOON).because(REVOCATION.reason());
    var once = once();

    var commit = ports.downloadLinks().revoke(made.link(), REVOCATION, activity, once);

    assertThat(commit).isEqualTo(Commit.DONE);
    assertThat(again(made)).isEqualTo(made.link().afterRevocation(REVOCATION));
    assertThat(steps().log()).contains(activity);
    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void revokesALinkWithoutAReason() {
    var made = steps().linked(steps().bought(perpetual()), NOON);
    var silent = new LinkRevocation(NOON, "agent@contoso.example", Optional.empty());

    assertThat(revoke(made, silent)).isEqualTo(Commit.DONE);
    assertThat(again(made).revoked()).contains(silent);
  }

  @Test
  void keepsTheFirstRevocation() {
    var made = steps().linked(steps().bought(perpetual()), NOON);
    revoke(made, REVOCATION);

    assertThat(revoke(made, new LinkRevocation(NOON.plusSeconds(9), "eve", Optional.empty())))
        .isEqualTo(Commit.STALE);
    assertThat(again(made).revoked()).contains(REVOCATION);
  }

  @Test
  void refusesAStartThatWasDecidedBeforeTheRevocation() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    revoke(made, REVOCATION);

    assertThat(start(made, entitlement, aDownload(made))).isEqualTo(Commit.STALE);
    assertThat(again(made).used()).isZero();
    assertThat(steps().log(Operation.DOWNLOAD_STARTED)).isEmpty();
  }

  @Test
  void signsNothingAfterTheRevocation() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    var download = aDownload(made);
    start(made, entitlement, download);
    revoke(made, REVOCATION);

    assertThat(ports.downloadLinks().sign(made.link(), entitlement, download, NOON))
        .isEqualTo(Commit.STALE);
  }

  @Test
  void revokesAllLinksInOneChange() {
    var entitlement = steps().bought(perpetual());
    var older = steps().linked(entitlement, NOON);
    var newer = steps().linked(entitlement, NOON.plusMillis(1));

    assertThat(revokeAll(entitlement)).isEqualTo(Commit.DONE);

    var now = steps().now(entitlement);
    assertThat(now).isEqualTo(entitlement.withLinksRevoked());
    assertThat(ports.downloadLinks().list(now, 10, Optional.empty()).links())
        .containsExactly(
            newer.link().afterRevocation(REVOCATION), older.link().afterRevocation(REVOCATION));
    assertThat(ports.downloadLinks().find(now, older.link().id()))
        .contains(older.link().afterRevocation(REVOCATION));
    assertThat(steps().log(Operation.LINKS_REVOKED)).hasSize(1);
  }

  @Test
  void revokesNoLinkOfAnotherEntitlement() {
    var made = steps().placed(perpetual(), perpetual()).entitlements();
    var other = steps().linked(made.getLast(), NOON);
    revokeAll(made.getFirst());

    assertThat(again(other).stateAt(NOON, steps().now(made.getLast()))).isEqualTo(LinkState.LIVE);
    assertThat(start(other, made.getLast(), aDownload(other))).isEqualTo(Commit.DONE);
  }

  @Test
  void refusesAStartThatWasDecidedBeforeAllWereRevoked() {
    var asItWasRead = steps().bought(perpetual());
    var made = steps().linked(asItWasRead, NOON);
    var download = aDownload(made);
    start(made, asItWasRead, download);
    revokeAll(asItWasRead);

    assertThat(start(made, asItWasRead, aDownload(made))).isEqualTo(Commit.STALE);
    assertThat(ports.downloadLinks().sign(made.link(), asItWasRead, download, NOON))
        .isEqualTo(Commit.STALE);
    assertThat(add(asItWasRead)).isEqualTo(Commit.STALE);
    assertThat(again(made).used()).isEqualTo(1);
  }

  @Test
  void refusesAnOldLinkEvenWithTheNewEntitlement() {
    var entitlement = steps().bought(perpetual());
    var made = steps().linked(entitlement, NOON);
    revokeAll(entitlement);

    assertThat(start(made, steps().now(entitlement), aDownload(made))).isEqualTo(Commit.STALE);
    assertThat(
            new StartDownload(
                    ports.downloadLinks(),
                    ports.entitlements(),
                    ports.artifactFiles(),
                    ports.verifications())
                .start(made.token().text(), DownloadId.next(), aLinkHolderAt(NOON)))
        .isEqualTo(new StartDownload.Outcome.Refused(Refusal.REVOKED));
  }

  @Test
  void startsFromALinkMadeLaterInTheSameInstant() {
    var entitlement = steps().bought(perpetual());
    revokeAll(entitlement);
    revokeAll(steps().now(entitlement));
    var now = steps().now(entitlement);
    var fresh = steps().linked(now, REVOCATION.at());
    var download = aDownload(fresh);

    assertThat(start(fresh, now, download)).isEqualTo(Commit.DONE);
    assertThat(ports.downloadLinks().sign(fresh.link(), now, download, NOON))
        .isEqualTo(Commit.DONE);
    assertThat(ports.downloadLinks().countOpen(List.of(now), NOON)).containsEntry(now.id(), 1);
  }

  @Test
  void countsNoLinkThatIsRevokedAsOpen() {
    var entitlement = steps().bought(perpetual());
    var one = steps().linked(entitlement, NOON);
    steps().linked(entitlement, NOON);
    revoke(one, REVOCATION);
    assertThat(open(entitlement)).isEqualTo(1);

    revokeAll(entitlement);

    assertThat(open(steps().now(entitlement))).isZero();
  }

  @Test
  void showsEachLinkTheRevocationThatEndedIt() {
    var entitlement = steps().bought(perpetual());
    var first = steps().linked(entitlement, NOON);
    var alone = steps().linked(entitlement, NOON.plusMillis(1));
    var early = new LinkRevocation(NOON, "ada", Optional.empty());
    revoke(alone, early);
    revokeAll(entitlement, early);
    var between = steps().linked(steps().now(entitlement), NOON.plusMillis(2));
    revokeAll(steps().now(entitlement), REVOCATION);
    var last = steps().linked(steps().now(entitlement), NOON.plusMillis(3));

    assertThat(ports.downloadLinks().list(steps().now(entitlement), 10, Optional.empty()).links())
        .containsExactly(
            last.link(),
            between.link().afterRevocation(REVOCATION),
            alone.link().afterRevocation(early),
            first.link().afterRevocation(early));
  }

  @Test
  void staysRevokedAfterACancellationThatWasReadBefore() {
    var order = steps().placed(perpetual().times(2));
    var entitlement = order.entitlements().getFirst();
    var made = steps().linked(entitlement, NOON);
    revokeAll(entitlement);

    steps().cancelledInPart(order, NOON);

    assertThat(start(made, entitlement, aDownload(made))).isEqualTo(Commit.STALE);
    assertThat(steps().now(entitlement).linkGeneration()).isEqualTo(1);
  }

  @Test
  void revokesNothingIfTheEntitlementHasChangedSinceItWasRead() {
    var order = steps().placed(perpetual().times(2));
    var asItWasRead = order.entitlements().getFirst();
    steps().cancelledInPart(order, NOON);

    assertThat(revokeAll(asItWasRead)).isEqualTo(Commit.STALE);
    assertThat(steps().log(Operation.LINKS_REVOKED)).isEmpty();
  }

  private Commit revoke(Made made, LinkRevocation revocation) {
    var entitlement =
        ports
            .entitlements()
            .find(made.link().partner(), made.link().customer(), made.link().entitlement())
            .orElseThrow();
    return ports
        .downloadLinks()
        .revoke(
            made.link(), revocation, anActivity(Operation.LINK_REVOKED, entitlement, NOON), once());
  }

  private Commit revokeAll(Entitlement entitlement) {
    return revokeAll(entitlement, REVOCATION);
  }

  private Commit revokeAll(Entitlement entitlement, LinkRevocation revocation) {
    return ports
        .downloadLinks()
        .revokeAll(
            entitlement,
            revocation,
            anActivity(Operation.LINKS_REVOKED, entitlement, NOON),
            once());
  }

  private Commit add(Entitlement entitlement) {
    return ports
        .downloadLinks()
        .add(
            aLinkTo(entitlement, NOON).link(),
            entitlement,
            anActivity(Operation.LINK_CREATED, entitlement, NOON),
            once());
  }

  private Commit start(Made made, Entitlement entitlement, Download download) {
    var activity = anActivity(Operation.DOWNLOAD_STARTED, entitlement, download.startedAt());
    // Read again, as a command does before a start.
    var link = ports.downloadLinks().find(made.token().hash()).orElseThrow();
    return ports.downloadLinks().start(link, entitlement, download, activity);
  }

  private static Download aDownload(Made made) {
    return Download.start(DownloadId.next(), made.link().tokenHash(), 1, NOON);
  }

  private DownloadLink again(Made made) {
    return ports.downloadLinks().find(made.token().hash()).orElseThrow();
  }

  private int open(Entitlement entitlement) {
    return ports
        .downloadLinks()
        .countOpen(List.of(entitlement), NOON)
        .getOrDefault(entitlement.id(), -1);
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
