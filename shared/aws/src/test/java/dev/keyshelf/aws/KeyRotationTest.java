package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.daysLater;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.FreshKey;
import dev.keyshelf.domain.key.GeneratedKey;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.KeyState;
import dev.keyshelf.domain.key.Revocation;
import dev.keyshelf.domain.key.Revocation.ReasonCode;
import dev.keyshelf.domain.key.RotateKey;
import dev.keyshelf.domain.key.RotateKey.Refusal;
import dev.keyshelf.domain.key.RotateKey.Rotated;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of replacing a key. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class KeyRotationTest {
  private static final Instant LATER = NOON.plusSeconds(60);

  private final Wiring ports;

  KeyRotationTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  private static Bought made(int quantity) {
    return perpetual()
        .times(quantity)
        .withKeys(new KeyRule(new Issuer.Generated(), Optional.of(1)));
  }

  @Test
  void replacesAKeyByAnother() {
    var entitlement = steps().bought(made(2));
    var before = revealed(entitlement);

    var rotated = rotated(entitlement, 2);

    assertThat(rotated).isNotIn(before);
    assertThat(revealed(entitlement)).containsExactly(before.getFirst(), rotated);
  }

  @Test
  void keepsTheOldKeyWithItsRevocation() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);
    var old = keys(entitlement).getFirst();
    rotated(entitlement, 1);

    assertThat(keys(entitlement).getFirst())
        .isEqualTo(
            old.revoked(
                new Revocation(LATER, anAgentAt(LATER).by().name(), ReasonCode.LOST, "a bag")));
    assertThat(keys(entitlement))
        .extracting(key -> key.stateAt(LATER, steps().now(entitlement)))
        .containsExactly(KeyState.REVOKED, KeyState.WORKING);
  }

  @Test
  void keepsEachGenerationOfAKey() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);
    for (int i = 0; i < 11; i++) {
      rotated(entitlement, 1);
    }

    assertThat(keys(entitlement)).extracting(IssuedKey::generation).hasSize(12).isSorted();
    assertThat(keys(entitlement)).filteredOn(IssuedKey::isCurrent).hasSize(1);
  }

  @Test
  void takesTheNextKeyFromThePoolAndReturnsNone() {
    steps().imported(POOL, 2);
    var entitlement = steps().bought(perpetual().times(1));
    revealed(entitlement);
    rotated(entitlement, 1);

    assertThat(ports.keyPools().pick(POOL, 2)).isEmpty();
  }

  @Test
  void movesNothingWhenThePoolIsEmpty() {
    steps().imported(POOL, 1);
    var entitlement = steps().bought(perpetual().times(1));
    var before = revealed(entitlement);

    assertThat(rotate(entitlement, 1, LATER))
        .isEqualTo(new Told.Refused<>(new Refusal.Exhausted()));
    assertThat(revealed(entitlement)).isEqualTo(before);
    assertThat(steps().log(Operation.KEY_ROTATED)).isEmpty();
  }

  @Test
  void refusesAReplacedKey() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);
    var old = keys(entitlement).getFirst();
    rotated(entitlement, 1);

    assertThat(rotate(entitlement, 1, old.lastFive(), LATER))
        .isEqualTo(new Told.Refused<>(new Refusal.NotCurrent(keys(entitlement).getLast())));
  }

  @Test
  void takesAKeyWithANewEnding() {
    var texts =
        IntStream.range(0, 40)
            .mapToObj(i -> String.format(Locale.ROOT, "PLAIN-KEY%02d-%s", i, ending(i)))
            .toList();
    steps().imported(Situations.aBatch(POOL, "b-1"), texts);
    var entitlement = steps().bought(perpetual().times(1));
    revealed(entitlement);
    for (int i = 0; i < 12; i++) {
      rotated(entitlement, 1);
    }

    assertThat(keys(entitlement))
        .extracting(IssuedKey::lastFive)
        .hasSize(13)
        .doesNotHaveDuplicates();
  }

  /** Returns the ending of a key. Of a pool of forty keys, eight have the same ending. */
  private static String ending(int index) {
    return index % 5 == 0 ? "AB12C" : String.format(Locale.ROOT, "ZY%02dX", index);
  }

  @Test
  void takesAnyKeyIfAllKeysHaveTheSameEnding() {
    steps().imported(POOL, 2);
    var entitlement = steps().bought(perpetual().times(1));
    var before = revealed(entitlement);

    assertThat(rotate(entitlement, 1, LATER)).isInstanceOf(Told.Done.class);
    assertThat(keys(entitlement)).extracting(IssuedKey::lastFive).containsExactly("AB12C", "AB12C");
    assertThat(revealed(entitlement)).doesNotContainAnyElementsOf(before);
  }

  @Test
  void recordsTheLastFiveCharactersOfTheOldKeyAndTheNext() {
    var entitlement = steps().bought(made(2));
    revealed(entitlement);
    rotated(entitlement, 2);
    var old = keys(entitlement).get(1);
    var next = keys(entitlement).get(2);

    assertThat(steps().log(Operation.KEY_ROTATED).getFirst().subject().keys())
        .containsExactly(TouchedKey.of(2, next.lastFive()).inPlaceOf(old.lastFive()));
  }

  @Test
  void refusesAKeyOfAnOrdinalThatWasNotIssued() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);

    assertThat(rotate(entitlement, 2, "AB12C", LATER))
        .isEqualTo(new Told.Refused<>(new Refusal.NoSuchKey()));
  }

  @Test
  void refusesAKeyOfThePartThatWasCancelled() {
    var order = steps().placed(made(2));
    var entitlement = order.entitlements().getFirst();
    revealed(entitlement);
    steps().cancelledInPart(order, LATER);

    assertThat(rotate(entitlement, 2, LATER)).isEqualTo(new Told.Refused<>(new Refusal.Revoked()));
    assertThat(rotate(entitlement, 1, LATER)).isInstanceOf(Told.Done.class);
  }

  @Test
  void replacesNoKeyOfAPartCancelledSinceItWasRead() {
    var order = steps().placed(made(2));
    revealed(order.entitlements().getFirst());
    var asItWasRead = steps().now(order.entitlements().getFirst());
    steps().cancelledInPart(order, LATER);

    assertThat(replace(asItWasRead, keys(asItWasRead).getLast())).isEqualTo(Commit.STALE);
    assertThat(keys(asItWasRead)).hasSize(2).allMatch(IssuedKey::isCurrent);
    assertThat(steps().log(Operation.KEY_ROTATED)).isEmpty();
  }

  @Test
  void replacesNoKeyOfAnEntitlementCancelledSinceItWasRead() {
    var order = steps().placed(made(1));
    revealed(order.entitlements().getFirst());
    var asItWasRead = steps().now(order.entitlements().getFirst());
    steps().cancelled(order, LATER);

    assertThat(replace(asItWasRead, keys(asItWasRead).getLast())).isEqualTo(Commit.STALE);
    assertThat(keys(asItWasRead)).hasSize(1).allMatch(IssuedKey::isCurrent);
  }

  @Test
  void replacesNoKeyFromTheEndOfTheTermOn() {
    var entitlement =
        steps()
            .bought(
                subscription(Period.ofDays(30))
                    .withKeys(new KeyRule(new Issuer.Generated(), Optional.empty())));
    revealed(entitlement);
    var now = steps().now(entitlement);

    assertThat(replace(now, keys(now).getLast(), daysLater(30))).isEqualTo(Commit.STALE);
    assertThat(replace(now, keys(now).getLast(), daysLater(30).minusMillis(1)))
        .isEqualTo(Commit.DONE);
  }

  @Test
  void replacesNoKeyThatWasReplacedSinceItWasRead() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);
    var old = keys(entitlement).getFirst();
    rotated(entitlement, 1);

    assertThat(replace(steps().now(entitlement), old)).isEqualTo(Commit.STALE);
    assertThat(keys(entitlement)).hasSize(2);
  }

  @Test
  void takesNoKeyThatAnotherCommandTookSinceItWasPicked() {
    steps().imported(POOL, 3);
    var entitlement = steps().bought(perpetual().times(1));
    revealed(entitlement);
    var picked = ports.keyPools().pick(POOL, 2);
    revealed(steps().bought(perpetual().times(2)));
    var now = steps().now(entitlement);

    assertThat(picked).hasSize(2);
    assertThat(replace(now, keys(now).getLast(), LATER, picked.getFirst())).isEqualTo(Commit.STALE);
    assertThat(keys(now)).hasSize(1).allMatch(IssuedKey::isCurrent);
  }

  /** Commits a decision that was based on an earlier read, as a slow command does. */
  private Commit replace(Entitlement read, IssuedKey old) {
    return replace(read, old, LATER);
  }

  private Commit replace(Entitlement read, IssuedKey old, Instant now) {
    var vault = ports.keyVault();
    var text = String.format(Locale.ROOT, "FRESH-KEY%02d-AB12C", keys(read).size());
    return replace(
        read,
        old,
        now,
        new GeneratedKey("fresh", vault.seal(text, "fresh"), "AB12C", vault.fingerprint(text)));
  }

  private Commit replace(Entitlement read, IssuedKey old, Instant now, FreshKey fresh) {
    var why = new Revocation(now, "ada", ReasonCode.LOST, "");
    var activity = anActivity(Operation.KEY_ROTATED, read, now);
    return ports.productKeys().rotate(read, old.revoked(why), fresh, activity, once());
  }

  @Test
  void refusesFromTheEndOfTheTerm() {
    var entitlement =
        steps()
            .bought(
                subscription(Period.ofDays(30))
                    .withKeys(new KeyRule(new Issuer.Generated(), Optional.empty())));
    revealed(entitlement);

    assertThat(rotate(entitlement, 1, daysLater(30)))
        .isEqualTo(new Told.Refused<>(new Refusal.TermEnded()));
  }

  @Test
  void oneOfTwoRacingReplacementsSucceeds() {
    var entitlement = steps().bought(made(1));
    revealed(entitlement);
    var lastFive = keys(entitlement).getFirst().lastFive();

    var outcomes = Steps.race(8, 8, _ -> rotate(entitlement, 1, lastFive, LATER));

    assertThat(outcomes).filteredOn(Told.Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(new Told.Refused<>(new Refusal.NotCurrent(keys(entitlement).getLast()))::equals)
        .hasSize(7);
    assertThat(steps().log(Operation.KEY_ROTATED)).hasSize(1);
    assertThat(keys(entitlement)).hasSize(2);
  }

  private List<IssuedKey> keys(Entitlement entitlement) {
    return ports.productKeys().list(entitlement);
  }

  private List<String> revealed(Entitlement entitlement) {
    steps().partnerIsKnown();
    return Steps.textsOf(steps().reveal(entitlement));
  }

  private String rotated(Entitlement entitlement, int ordinal) {
    return rotate(entitlement, ordinal, LATER) instanceof Told.Done(var done, _)
        ? done.key().text()
        : "";
  }

  private Told<Rotated, Refusal> rotate(Entitlement entitlement, int ordinal, Instant now) {
    var meant =
        keys(entitlement).stream()
            .filter(key -> key.ordinal() == ordinal && key.isCurrent())
            .findFirst()
            .orElseThrow();
    return rotate(entitlement, ordinal, meant.lastFive(), now);
  }

  private Told<Rotated, Refusal> rotate(
      Entitlement entitlement, int ordinal, String lastFive, Instant now) {
    return new RotateKey(
            ports.entitlementFacts(),
            ports.entitlements(),
            ports.keyPools(),
            ports.productKeys(),
            ports.keyVault(),
            ports.keyMask(),
            ports.idempotencyRecords())
        .rotate(
            new RotateKey.Rotating(
                entitlement.partner(),
                entitlement.customer(),
                entitlement.id(),
                ordinal,
                lastFive,
                ReasonCode.LOST,
                "a bag"),
            anAgentAt(now),
            running());
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
