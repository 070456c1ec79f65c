package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.key.GeneratedKey;
import dev.keyshelf.domain.key.ImportKeys.Report;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys that were imported under one version of the hash key, and under the next one. */
@OnCloud
class HashKeyVersionsTest {
  private static final List<String> FIRST = List.of("AAAAA-BBBBB-CCCC1", "AAAAA-BBBBB-CCCC2");

  private final CloudFixture cloud;
  private final Wiring before;
  private final Wiring after;

  HashKeyVersionsTest(CloudFixture cloud) throws IOException {
    this.cloud = cloud;
    before = OnDynamo.of(cloud);
    assertThat(imported(before, "b-1", FIRST)).isEqualTo(new Report(2, List.of(), List.of()));
    EnvelopeVaultTest.addHashKey(
        Path.of(Objects.requireNonNull(OnDynamo.environment(cloud).get("KEYSHELF_KEY_FILE"))));
    after = OnDynamo.of(cloud);
  }

  private static Report imported(Wiring ports, String batch, List<String> keys) {
    return new Steps(ports).imported(Situations.aBatch(POOL, batch), keys);
  }

  /** The release in between. It knows the next version, but still writes with the one before. */
  private Wiring between() {
    var variables = new HashMap<>(OnDynamo.environment(cloud));
    variables.put("KEYSHELF_HASH_KEY_VERSION", "1");
    return Wiring.of(variables, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void aKeyOfTheVersionBeforeIsKnown() {
    assertThat(imported(after, "b-2", FIRST))
        .isEqualTo(new Report(0, List.of(Steps.known(POOL, "b-1", 2)), List.of()));
    assertThat(after.keyPools().pick(POOL, 3)).hasSize(2);
  }

  @Test
  void anotherKeyIsAddedAndKnownUnderTheNextVersion() {
    var more = List.of(FIRST.getFirst(), "AAAAA-BBBBB-CCCC3");

    assertThat(imported(after, "b-2", more))
        .isEqualTo(new Report(1, List.of(Steps.known(POOL, "b-1", 1)), List.of()));
    assertThat(imported(after, "b-3", more))
        .isEqualTo(
            new Report(
                0, List.of(Steps.known(POOL, "b-1", 1), Steps.known(POOL, "b-2", 1)), List.of()));
  }

  @Test
  void aKeySealedBeforeCanBeOpenedAfter() {
    var key = after.keyPools().pick(POOL, 1).getFirst();

    assertThat(FIRST).contains(after.keyVault().open(key.sealed(), key.id()));
  }

  @Test
  void aKeyOfTheVersionBeforeIsMaskedInWords() {
    assertThat(after.keyMask().masked(FIRST.getFirst() + " is out")).isEqualTo("*****CCCC1 is out");
  }

  @Test
  void theNewestVersionIsCurrentUnlessAnotherIsNamed() {
    assertThat(before.keyVault().fingerprintVersion()).isEqualTo(1);
    assertThat(after.keyVault().fingerprintVersion()).isEqualTo(2);
    assertThat(between().keyVault().fingerprintVersion()).isEqualTo(1);
  }

  @Test
  void theReleaseBetweenKnowsAKeyOfTheNextVersion() {
    imported(after, "b-2", List.of("AAAAA-BBBBB-CCCC3"));

    assertThat(imported(between(), "b-3", List.of("AAAAA-BBBBB-CCCC3", "AAAAA-BBBBB-CCCC4")))
        .isEqualTo(new Report(1, List.of(Steps.known(POOL, "b-2", 1)), List.of()));
    assertThat(imported(after, "b-4", List.of("AAAAA-BBBBB-CCCC4")))
        .isEqualTo(new Report(0, List.of(Steps.known(POOL, "b-3", 1)), List.of()));
  }

  @Test
  void twoReleasesThatRaceToAddOneKeyAddItOnce() {
    var between = between();

    for (int i = 0; i < 10; i++) {
      var keys = List.of(String.format(Locale.ROOT, "AAAAA-BBBBB-DDD%02d", i));
      var reports =
          Steps.race(8, 8, each -> imported(each % 2 == 0 ? between : after, "b-2", keys));

      assertThat(reports).filteredOn(new Report(1, List.of(), List.of())::equals).hasSize(1);
    }
  }

  @Test
  void addsALargeBatchInTransactionsThatDynamoDbAccepts() {
    var keys =
        IntStream.range(0, 120)
            .mapToObj(number -> String.format(Locale.ROOT, "AAAAA-BBBBB-D%04d", number))
            .toList();

    assertThat(imported(after, "b-2", keys)).isEqualTo(new Report(120, List.of(), List.of()));
  }

  @Test
  void aGeneratedKeyEqualsNoneOfTheVersionBefore() {
    var steps = new Steps(after);
    var entitlement = steps.bought(perpetual().times(1));
    var vault = after.keyVault();
    var text = FIRST.getFirst();
    var like = new GeneratedKey("id-1", vault.seal(text, "id-1"), "CCCC1", vault.fingerprint(text));
    var activity = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);

    assertThat(after.productKeys().issue(entitlement, List.of(like), activity, once()))
        .isEqualTo(Commit.STALE);
    assertThat(after.productKeys().list(entitlement)).isEmpty();
  }
}
