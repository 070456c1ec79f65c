package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.domain.key.ImportKeys.Report;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The origin of keys: the record of each imported file, and the batch that each key names. */
@OnCloud
class KeyBatchesTest {
  private static final String SHA = "a".repeat(64);
  private static final String OTHER_SHA = "b".repeat(64);

  private final CloudFixture cloud;
  private final Wiring ports;

  KeyBatchesTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
  }

  private Report imported(String sha256, Instant at, String... keys) {
    return new Steps(ports)
        .imported(new Source(POOL, KeyForm.FIVES, "2026-11", sha256, at), List.of(keys));
  }

  /** Returns the records of the pool's files, by their sort keys. */
  private Map<String, Map<String, AttributeValue>> kept() {
    var table = cloud.environment().get("KEYSHELF_TABLE");
    Map<String, Map<String, AttributeValue>> kept = new HashMap<>();
    for (var item : cloud.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items()) {
      if (AttributeValue.fromS("BATCH#" + POOL).equals(item.get("pk"))) {
        var values = new HashMap<>(item);
        values.remove("pk");
        kept.put(Objects.requireNonNull(values.remove("sk")).s(), values);
      }
    }
    return kept;
  }

  private static Map<String, AttributeValue> batch(String sha256, int keys, Instant at) {
    return Map.of(
        "sha256", AttributeValue.fromS(sha256),
        "keys", AttributeValue.fromN(Integer.toString(keys)),
        "importedAt", AttributeValue.fromS(Keys.time(at)),
        "fingerprintVersion", AttributeValue.fromN("1"));
  }

  @Test
  void aFileIsKeptWithItsHashCountInstantAndVersionOfTheHashKey() {
    imported(SHA, NOON, "AAAAA-BBBB1", "AAAAA-BBBB2");

    assertThat(kept()).isEqualTo(Map.of("2026-11#" + SHA, batch(SHA, 2, NOON)));
  }

  @Test
  void theSameFileAgainKeepsItsFirstRecord() {
    imported(SHA, NOON, "AAAAA-BBBB1");
    imported(SHA, NOON.plusSeconds(60), "AAAAA-BBBB1");

    assertThat(kept()).isEqualTo(Map.of("2026-11#" + SHA, batch(SHA, 1, NOON)));
  }

  @Test
  void anotherFileOfTheSameNameIsKeptBesideIt() {
    imported(SHA, NOON, "AAAAA-BBBB1");
    imported(OTHER_SHA, NOON.plusSeconds(60), "AAAAA-BBBB1", "AAAAA-BBBB2", "AAAAA-BBBB3");

    assertThat(kept())
        .isEqualTo(
            Map.of(
                "2026-11#" + SHA,
                batch(SHA, 1, NOON),
                "2026-11#" + OTHER_SHA,
                batch(OTHER_SHA, 3, NOON.plusSeconds(60))));
  }

  @Test
  void aFileWithFaultsIsNotKept() {
    imported(SHA, NOON, "AAAAA-BBBB1", "no key");

    assertThat(kept()).isEmpty();
    assertThat(ports.keyPools().pick(POOL, 1)).isEmpty();
  }

  @Test
  void aRepeatedFileAddsTheRestOfAnInterruptedImport() {
    imported(SHA, NOON, "AAAAA-BBBB1");

    assertThat(imported(SHA, NOON, "AAAAA-BBBB1", "AAAAA-BBBB2"))
        .isEqualTo(new Report(1, List.of(Steps.known(POOL, "2026-11", 1)), List.of()));
    assertThat(kept()).hasSize(1);
  }

  @Test
  void knownKeysNameTheirBatchesLargestFirst() {
    imported(SHA, NOON, "AAAAA-BBBB1");
    var other = new Source("other-pool", KeyForm.FIVES, "2026-12", OTHER_SHA, NOON);
    new Steps(ports).imported(other, List.of("AAAAA-BBBB2", "AAAAA-BBBB3"));

    var again = imported(SHA, NOON, "AAAAA-BBBB1", "AAAAA-BBBB2", "AAAAA-BBBB3", "AAAAA-BBBB4");

    assertThat(again)
        .isEqualTo(
            new Report(
                1,
                List.of(Steps.known("other-pool", "2026-12", 2), Steps.known(POOL, "2026-11", 1)),
                List.of()));
  }

  @Test
  void aKeyOfAnEarlierReleaseNamesOnlyItsBatch() {
    imported(SHA, NOON, "AAAAA-BBBB1");
    forgetPools();

    assertThat(imported(OTHER_SHA, NOON, "AAAAA-BBBB1").known())
        .containsExactly(new EarlierKeys(Optional.empty(), Optional.of("2026-11"), 1));
  }

  /** Changes the uniqueness items to those of an earlier release, which named no pool. */
  private void forgetPools() {
    var table = cloud.environment().get("KEYSHELF_TABLE");
    for (var item : cloud.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items()) {
      if (Objects.requireNonNull(item.get("pk")).s().startsWith("KEYHASH#")) {
        var older = new HashMap<>(item);
        older.remove("pool");
        cloud.dynamoDb().putItem(put -> put.tableName(table).item(older));
      }
    }
  }

  @Test
  void aKeyNamesItsBatchInItsPoolAndAfterItIsIssued() {
    imported(SHA, NOON, "AAAAA-BBBB1");
    var pooled = ports.keyPools().pick(POOL, 1);
    var entitlement = new Steps(ports).bought(perpetual().times(1));
    var activity = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);
    ports.productKeys().issue(entitlement, pooled, activity, once());

    assertThat(pooled).extracting(PooledKey::batch).containsExactly("2026-11");
    assertThat(ports.productKeys().list(entitlement))
        .extracting(IssuedKey::supply)
        .containsExactly(Optional.of(new Supply(POOL, "2026-11")));
  }
}
