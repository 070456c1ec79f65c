package dev.keyshelf.domain.download;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.ORDER;
import static dev.keyshelf.domain.Bought.PARTNER;
import static dev.keyshelf.domain.Bought.perpetual;
import static dev.keyshelf.domain.Bought.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DownloadLinkTest {
  private static final Instant EXPIRY = NOON.plus(Duration.ofDays(14));
  private static final Optional<LinkRevocation> NOT_REVOKED = Optional.empty();
  private static final LinkRevocation REVOKED = new LinkRevocation(NOON, "ada", Optional.empty());

  @Test
  void livesFromItsCreation() {
    assertThat(link(0, NOT_REVOKED).stateAt(NOON)).isEqualTo(LinkState.LIVE);
  }

  @Test
  void livesOneMillisecondBeforeItExpires() {
    assertThat(link(0, NOT_REVOKED).stateAt(EXPIRY.minusMillis(1))).isEqualTo(LinkState.LIVE);
  }

  @Test
  void isExpiredAtTheInstantItExpires() {
    assertThat(link(0, NOT_REVOKED).stateAt(EXPIRY)).isEqualTo(LinkState.EXPIRED);
  }

  @Test
  void livesForItsLastUse() {
    assertThat(link(49, NOT_REVOKED).stateAt(NOON)).isEqualTo(LinkState.LIVE);
  }

  @Test
  void isExhaustedAfterItsLastUse() {
    assertThat(link(50, NOT_REVOKED).stateAt(NOON)).isEqualTo(LinkState.EXHAUSTED);
  }

  @Test
  void isExpiredRatherThanExhausted() {
    assertThat(link(50, NOT_REVOKED).stateAt(EXPIRY)).isEqualTo(LinkState.EXPIRED);
  }

  @Test
  void isRevokedEvenIfItIsExpiredAndExhausted() {
    assertThat(link(50, Optional.of(REVOKED)).stateAt(EXPIRY)).isEqualTo(LinkState.REVOKED);
  }

  @Test
  void livesWhileItsEntitlementIsOpen() {
    var month = subscription(Period.ofDays(7)).entitlement();

    assertThat(link(0, NOT_REVOKED).stateAt(NOON, month)).isEqualTo(LinkState.LIVE);
    assertThat(link(0, NOT_REVOKED).stateAt(EXPIRY, perpetual().entitlement()))
        .isEqualTo(LinkState.EXPIRED);
  }

  @Test
  void isRevokedWithItsEntitlement() {
    var cancelled =
        perpetual().entitlement().afterCancelling(2, Money.of("0.00", "USD"), "note", NOON);

    assertThat(link(50, NOT_REVOKED).stateAt(EXPIRY, cancelled)).isEqualTo(LinkState.REVOKED);
  }

  @Test
  void isRevokedWithAllEarlierLinks() {
    var revoked = perpetual().entitlement().withLinksRevoked();

    assertThat(link(0, NOT_REVOKED).stateAt(NOON, revoked)).isEqualTo(LinkState.REVOKED);
    assertThat(link(50, NOT_REVOKED).stateAt(EXPIRY, revoked)).isEqualTo(LinkState.REVOKED);
  }

  @Test
  void staysRevokedWhenUnitsAreCancelledLater() {
    var revoked = perpetual().entitlement().withLinksRevoked();
    var fewer = revoked.afterCancelling(1, Money.of("0.00", "USD"), "note", NOON);

    assertThat(link(0, NOT_REVOKED).stateAt(NOON, fewer)).isEqualTo(LinkState.REVOKED);
    assertThat(link(0, NOT_REVOKED).stateAt(NOON, revoked.withKeysIssued()))
        .isEqualTo(LinkState.REVOKED);
  }

  @Test
  void endsWithTheTermOfItsEntitlement() {
    var week = subscription(Period.ofDays(7)).entitlement();
    var end = NOON.plus(Duration.ofDays(7));

    assertThat(link(0, NOT_REVOKED).stateAt(end.minusMillis(1), week)).isEqualTo(LinkState.LIVE);
    assertThat(link(0, NOT_REVOKED).stateAt(end, week)).isEqualTo(LinkState.TERM_ENDED);
  }

  @Test
  void hasOneUseFewerAfterAStart() {
    var started = link(48, NOT_REVOKED).afterStart(NOON);

    assertThat(started.used()).isEqualTo(49);
    assertThat(started.usesLeft()).isEqualTo(1);
    assertThat(started.lastUsedAt()).contains(NOON);
  }

  @Test
  void countsTheUsesThatAreLeft() {
    assertThat(link(49, NOT_REVOKED).usesLeft()).isEqualTo(1);
  }

  @Test
  void cannotBeUsedMoreThanItAllows() {
    assertThatIllegalArgumentException().isThrownBy(() -> link(51, NOT_REVOKED));
  }

  @Test
  void isAtRestFromMoreThanTwoBurstsAfterItsLastStart() {
    var started = link(1, NOT_REVOKED).afterStart(NOON);
    var rest = StartDownload.BURST.multipliedBy(2);

    assertThat(started.isAtRest(NOON.plus(rest))).isFalse();
    assertThat(started.isAtRest(NOON.plus(rest).plusMillis(1))).isTrue();
  }

  @Test
  void isAtRestBeforeItsFirstStart() {
    assertThat(link(0, NOT_REVOKED).isAtRest(NOON)).isTrue();
  }

  private static DownloadLink link(int used, Optional<LinkRevocation> revoked) {
    return new DownloadLink(
        LinkId.next(NOON),
        LinkToken.next().hash(),
        PARTNER,
        CUSTOMER,
        EntitlementId.of(ORDER, 1),
        0,
        new Artifact(
            new ProductId("windows-server"),
            "2019",
            "en-US",
            "ISO",
            "windows-server.iso",
            "artifacts/windows-server.iso",
            1_024,
            "0".repeat(64),
            NOON),
        NOON,
        "agent@contoso.example",
        EXPIRY,
        50,
        used,
        Optional.empty(),
        revoked);
  }
}
