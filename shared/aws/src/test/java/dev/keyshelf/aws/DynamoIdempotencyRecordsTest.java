package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.idempotencyKey;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.once.IdempotencyRecords}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoIdempotencyRecordsTest {
  private final Wiring ports;

  DynamoIdempotencyRecordsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void roundTripAnAnswer() {
    var answer =
        new StoredAnswer(
            201, Map.of("Location", "/v1/x", "ETag", "\"7\""), "{\"a\":\"\u00fc\"}", false);
    var once = once("k-1", answer);
    commit(once, NOON);

    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void roundTripASecretAnswer() {
    var once = once("k-1", new StoredAnswer(201, Map.of(), "{\"url\":\"secret\"}", true));
    commit(once, NOON);

    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void findNothingUnderAnotherKey() {
    commit(once("k-1"), NOON);

    assertThat(ports.idempotencyRecords().find(idempotencyKey("k-2"), NOON)).isEmpty();
    assertThat(ports.idempotencyRecords().find(idempotencyKey("K-1"), NOON)).isEmpty();
  }

  @Test
  void findNothingForAnotherPartner() {
    var once = once("k-1");
    commit(once, NOON);
    var theirs = new IdempotencyKey(OTHER_PARTNER, once.key().route(), once.key().key());

    assertThat(ports.idempotencyRecords().find(theirs, NOON)).isEmpty();
  }

  @Test
  void findNothingOnAnotherRoute() {
    var once = once("k-1");
    commit(once, NOON);
    var elsewhere = new IdempotencyKey(once.key().partner(), "POST /v1/others", once.key().key());

    assertThat(ports.idempotencyRecords().find(elsewhere, NOON)).isEmpty();
  }

  @Test
  void lastFor24Hours() {
    var once = once("k-1");
    commit(once, NOON);

    assertThat(ports.idempotencyRecords().find(once.key(), daysLater(1).minusMillis(1)))
        .isPresent();
    assertThat(ports.idempotencyRecords().find(once.key(), daysLater(1))).isEmpty();
  }

  @Test
  void refuseAnotherCommandUnderTheirKeyFor24Hours() {
    commit(once("k-1"), NOON);

    assertThat(commit(once("k-1"), daysLater(1).minusMillis(1))).isEqualTo(Commit.STALE);
  }

  @Test
  void allowAnotherCommandUnderTheirKeyAfter24Hours() {
    commit(once("k-1"), NOON);
    var second = once("k-1", new StoredAnswer(200, Map.of(), "second", false));

    assertThat(commit(second, daysLater(1))).isEqualTo(Commit.DONE);
    assertThat(ports.idempotencyRecords().find(second.key(), daysLater(1))).contains(second);
  }

  @Test
  void letAKeyBeClaimedAgainByTheSameRequestOnly() {
    var key = idempotencyKey("k-1");

    assertThat(ports.idempotencyRecords().claim(key, "one", NOON)).isTrue();
    assertThat(ports.idempotencyRecords().claim(key, "one", NOON)).isTrue();
    assertThat(ports.idempotencyRecords().claim(key, "other", NOON)).isFalse();
  }

  @Test
  void releaseAClaimedKeyAfter24Hours() {
    var key = idempotencyKey("k-1");
    ports.idempotencyRecords().claim(key, "one", NOON);

    assertThat(ports.idempotencyRecords().claim(key, "other", daysLater(1).minusMillis(1)))
        .isFalse();
    ports.idempotencyRecords().claim(key, "one", daysLater(1).minusMillis(1));
    assertThat(ports.idempotencyRecords().claim(key, "other", daysLater(1))).isTrue();
  }

  private Commit commit(IdempotencyRecord once, Instant now) {
    var order = anOrderOf(perpetual().on(now));
    return ports.orders().place(order, Reservation.none(), anActivity(order), once);
  }
}
