package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.domain.key.FreshKey;
import dev.keyshelf.domain.key.GeneratedKey;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.KeyText;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of the pools, {@link dev.keyshelf.domain.key.ProductKeys} and the vault. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoProductKeysTest {
  private final Wiring ports;

  DynamoProductKeysTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void picksNothingFromAnEmptyPool() {
    assertThat(ports.keyPools().pick(POOL, 3)).isEmpty();
  }

  @Test
  void picksAsManyAsAskedFor() {
    steps().imported(POOL, 10);

    assertThat(ports.keyPools().pick(POOL, 4)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void picksFewerOnlyWhenThePoolHasNoMore() {
    steps().imported(POOL, 40);

    for (int i = 0; i < 10; i++) {
      assertThat(ports.keyPools().pick(POOL, 41)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void picksFromTheNamedPoolOnly() {
    steps().imported(POOL, 1);

    assertThat(ports.keyPools().pick(POOL + "-2", 1)).isEmpty();
    assertThat(ports.keyPools().pick("windows-server", 1)).isEmpty();
  }

  @Test
  void picksWithoutTaking() {
    steps().imported(POOL, 1);

    assertThat(ports.keyPools().pick(POOL, 1)).isEqualTo(ports.keyPools().pick(POOL, 1));
  }

  @Test
  void addsAKeyOnceAcrossBatchesAndPools() {
    var texts = steps().imported(POOL, 2);
    var again = steps().imported(Situations.aBatch("other-pool", "b-2"), texts.subList(0, 1));

    assertThat(again)
        .isEqualTo(new ImportKeys.Report(0, List.of(Steps.known(POOL, "b-1", 1)), List.of()));
    assertThat(ports.keyPools().pick("other-pool", 1)).isEmpty();
  }

  @Test
  void addsTheRestOfABatchOfWhichOneKeyIsKnown() {
    steps().imported("other-pool", 1);
    var keys =
        IntStream.range(0, 60)
            .mapToObj(number -> String.format(Locale.ROOT, "PLAIN-KEY%02d-AB12C", number))
            .toList();

    var report = steps().imported(Situations.aBatch(POOL, "b-2"), keys);

    assertThat(report)
        .isEqualTo(
            new ImportKeys.Report(59, List.of(Steps.known("other-pool", "b-1", 1)), List.of()));
    assertThat(ports.keyPools().pick(POOL, 60)).hasSize(59);
  }

  @Test
  void issuesKeysByOrdinal() {
    steps().imported(POOL, 2);
    var entitlement = steps().bought(perpetual());
    var picked = ports.keyPools().pick(POOL, 2);

    assertThat(issue(entitlement, picked)).isEqualTo(Commit.DONE);
    assertThat(ports.productKeys().list(entitlement))
        .containsExactly(
            IssuedKey.of(picked.getFirst(), entitlement.id(), 1, NOON),
            IssuedKey.of(picked.getLast(), entitlement.id(), 2, NOON));
    assertThat(steps().now(entitlement)).isEqualTo(entitlement.withKeysIssued());
  }

  @Test
  void takesIssuedKeysFromTheirPool() {
    steps().imported(POOL, 3);
    issue(steps().bought(perpetual()), ports.keyPools().pick(POOL, 2));

    assertThat(ports.keyPools().pick(POOL, 3)).hasSize(1);
  }

  @Test
  void keepsTheKeysOfLine1ApartFromThoseOfLine10() {
    steps().imported(POOL, 4);
    var lines = new Bought[10];
    Arrays.fill(lines, perpetual());
    var entitlements = steps().placed(lines).entitlements();
    issue(entitlements.getFirst(), ports.keyPools().pick(POOL, 2));
    issue(entitlements.getLast(), ports.keyPools().pick(POOL, 2));

    assertThat(ports.productKeys().list(entitlements.getFirst())).hasSize(2);
    assertThat(ports.productKeys().list(entitlements.getLast())).hasSize(2);
  }

  @Test
  void issuesTheMostKeysOfALineAtOnce() {
    steps().imported(POOL, KeyRule.MOST_KEYS);
    var entitlement = steps().bought(perpetual().times(KeyRule.MOST_KEYS));

    assertThat(issue(entitlement, ports.keyPools().pick(POOL, KeyRule.MOST_KEYS)))
        .isEqualTo(Commit.DONE);
    assertThat(ports.productKeys().list(entitlement))
        .hasSize(KeyRule.MOST_KEYS)
        .isSortedAccordingTo(Comparator.comparingInt(IssuedKey::ordinal));
  }

  @Test
  void issuesAndShowsTheMostKeysOfALineAlsoWhenEachIsALongLicence() {
    var licences =
        IntStream.range(0, KeyRule.MOST_KEYS)
            .mapToObj(number -> "<licence id='%s'>\n%s".formatted(number, "\u4e2d".repeat(1_355)))
            .toList();
    steps().partnerIsKnown();
    var batch = Situations.aBatch(POOL, "b-1", KeyForm.FREE);
    assertThat(steps().imported(batch, licences).added()).isEqualTo(KeyRule.MOST_KEYS);
    var entitlement = steps().bought(perpetual().times(KeyRule.MOST_KEYS));

    assertThat(Steps.textsOf(steps().reveal(entitlement)))
        .containsExactlyInAnyOrderElementsOf(licences);
    assertThat(Steps.textsOf(steps().reveal(steps().now(entitlement)))).hasSameSizeAs(licences);
    assertThat(ports.productKeys().list(entitlement))
        .extracting(IssuedKey::form)
        .containsOnly(KeyForm.FREE);
  }

  @Test
  void issuesTheLastKeyToOneOfTwo() {
    steps().imported(POOL, 1);
    var first = steps().bought(perpetual().times(1));
    var second = steps().bought(perpetual().times(1));
    var last = ports.keyPools().pick(POOL, 1);

    assertThat(issue(first, last)).isEqualTo(Commit.DONE);
    assertThat(issue(second, last)).isEqualTo(Commit.STALE);
    assertThat(ports.productKeys().list(second)).isEmpty();
    assertThat(steps().now(second)).isEqualTo(second);
    assertThat(steps().log(Operation.KEYS_ISSUED)).hasSize(1);
  }

  @Test
  void issuesKeysOfALineOnce() {
    steps().imported(POOL, 4);
    var entitlement = steps().bought(perpetual());
    issue(entitlement, ports.keyPools().pick(POOL, 2));

    assertThat(issue(entitlement, ports.keyPools().pick(POOL, 2))).isEqualTo(Commit.STALE);
    assertThat(ports.keyPools().pick(POOL, 4)).hasSize(2);
  }

  @Test
  void issuesNothingToAnEntitlementCancelledSinceItWasRead() {
    steps().imported(POOL, 2);
    var order = steps().placed(perpetual());
    var asItWasRead = order.entitlements().getFirst();
    steps().cancelled(order, NOON);

    assertThat(issue(asItWasRead, ports.keyPools().pick(POOL, 2))).isEqualTo(Commit.STALE);
    assertThat(ports.keyPools().pick(POOL, 2)).hasSize(2);
  }

  @Test
  void recordsNoShowingOfAnEntitlementCancelledSinceItWasRead() {
    var order = steps().placed(perpetual());
    var asItWasRead = order.entitlements().getFirst();
    steps().cancelled(order, NOON);

    var commit =
        ports
            .productKeys()
            .reveal(
                asItWasRead,
                anActivity(Operation.KEYS_REVEALED, asItWasRead, NOON),
                Optional.empty());

    assertThat(commit).isEqualTo(Commit.STALE);
    assertThat(steps().log(Operation.KEYS_REVEALED)).isEmpty();
  }

  @Test
  void recordsEachShowing() {
    var entitlement = steps().bought(perpetual());
    var first = anActivity(Operation.KEYS_REVEALED, entitlement, NOON);
    var second = anActivity(Operation.KEYS_REVEALED, entitlement, NOON.plusMillis(1));
    var once = once();

    ports.productKeys().reveal(entitlement, first, Optional.of(once));
    ports.productKeys().reveal(entitlement, second, Optional.empty());

    assertThat(steps().log(Operation.KEYS_REVEALED)).containsExactly(second, first);
    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void listsNoKeysOfAnotherPartner() {
    steps().imported(POOL, 2);
    var ours = steps().bought(perpetual());
    issue(ours, ports.keyPools().pick(POOL, 2));
    var theirs =
        Entitlement.bought(
            ours.id(), OTHER_PARTNER, ours.customer(), ours.purchase(), ours.purchasedAt(), 0);

    assertThat(ports.productKeys().list(theirs)).isEmpty();
  }

  @Test
  void revealsTheKeysThatWereImported() {
    var texts = steps().imported(POOL, 2);
    var entitlement = steps().bought(perpetual());

    assertThat(revealed(entitlement)).containsExactlyInAnyOrderElementsOf(texts);
  }

  @Test
  void recordsWhichKeysWereIssuedAndShownByTheirLastFiveCharacters() {
    var entitlement = steps().bought(generated(2));
    var texts = revealed(entitlement);
    revealed(entitlement);
    var touched =
        List.of(
            TouchedKey.of(1, texts.getFirst().substring(24)),
            TouchedKey.of(2, texts.getLast().substring(24)));

    assertThat(steps().log(Operation.KEYS_ISSUED).getFirst().subject().keys()).isEqualTo(touched);
    assertThat(steps().log(Operation.KEYS_REVEALED).getFirst().subject().keys()).isEqualTo(touched);
  }

  @Test
  void revealsTheSameKeysAgain() {
    steps().imported(POOL, 6);
    var entitlement = steps().bought(perpetual());

    assertThat(revealed(entitlement)).isEqualTo(revealed(entitlement)).hasSize(2);
    assertThat(ports.keyPools().pick(POOL, 6)).hasSize(4);
  }

  @Test
  void generatesTheKeysOfARuleThatSaysSo() {
    var keys = revealed(steps().bought(generated(3)));

    assertThat(keys).hasSize(3).doesNotHaveDuplicates().allMatch(KeyText::isWellTyped);
  }

  @Test
  void revealsTheSameGeneratedKeysAgain() {
    var entitlement = steps().bought(generated(2));

    assertThat(revealed(entitlement)).isEqualTo(revealed(entitlement)).hasSize(2);
  }

  @Test
  void issuesNoGeneratedKeyThatEqualsASuppliedOne() {
    var text = steps().imported(POOL, 1).getFirst();
    var entitlement = steps().bought(generated(1));
    var sealed = ports.keyVault().seal(text, "id-1");
    var like = new GeneratedKey("id-1", sealed, "AB12C", ports.keyVault().fingerprint(text));

    assertThat(issue(entitlement, List.of(like))).isEqualTo(Commit.STALE);
    assertThat(ports.productKeys().list(entitlement)).isEmpty();
  }

  @Test
  void refusesASuppliedKeyThatEqualsAGeneratedOne() {
    var entitlement = steps().bought(generated(1));
    var text = revealed(entitlement).getFirst();

    var report = steps().imported(Situations.aBatch(POOL, "b-2"), List.of(text));

    assertThat(report)
        .isEqualTo(
            new ImportKeys.Report(
                0, List.of(new EarlierKeys(Optional.empty(), Optional.empty(), 1)), List.of()));
  }

  private static Bought generated(int quantity) {
    return perpetual()
        .times(quantity)
        .withKeys(new KeyRule(new Issuer.Generated(), Optional.of(1)));
  }

  @Test
  void issues5KeysTo5Of8ClientsAndNoneTwice() {
    var texts = steps().imported(POOL, 5);
    steps().partnerIsKnown();
    var entitlements = new ArrayList<Entitlement>();
    for (int i = 0; i < 8; i++) {
      entitlements.add(steps().bought(perpetual().times(1)));
    }

    var outcomes = Steps.race(8, 8, i -> steps().reveal(entitlements.get(i)));

    assertThat(outcomes.stream().flatMap(outcome -> Steps.textsOf(outcome).stream()))
        .containsExactlyInAnyOrderElementsOf(texts);
    assertThat(outcomes)
        .filteredOn(new Told.Refused<>(new RevealKeys.Refusal.Exhausted())::equals)
        .hasSize(3);
  }

  private List<String> revealed(Entitlement entitlement) {
    steps().partnerIsKnown();
    return Steps.textsOf(steps().reveal(entitlement));
  }

  private Commit issue(Entitlement entitlement, List<? extends FreshKey> keys) {
    var activity = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);
    return ports.productKeys().issue(entitlement, keys, activity, once());
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
