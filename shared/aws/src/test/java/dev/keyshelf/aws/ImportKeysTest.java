package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.ImportKeys.Fault;
import dev.keyshelf.domain.key.ImportKeys.Report;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
class ImportKeysTest {
  private static final String KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";
  private static final String OTHER = "AAAAA-BBBBB-CCCCC-DDDDD-FFFFF";
  private static final int MANY = 400;

  private final Wiring ports;

  ImportKeysTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void addsTheKeysOfABatch() {
    assertThat(add(KEY, OTHER)).isEqualTo(new Report(2, 0, List.of()));
    assertThat(pooled()).extracting(this::opened).containsExactlyInAnyOrder(KEY, OTHER);
  }

  @Test
  void countsTheKeysOfAnEarlierBatchAsKnown() {
    add(KEY);

    assertThat(add(KEY, OTHER)).isEqualTo(new Report(1, 1, List.of()));
  }

  @Test
  void addsNothingOfAnEmptyBatch() {
    assertThat(add()).isEqualTo(new Report(0, 0, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAA",
        "AAAAA-BBBB",
        "aaaaa-bbbbb",
        "AAAAA-BBBBB-",
        "AAAAA BBBBB",
        "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH-JJJJJ",
        "<KEY>-BBBBB"
      })
  void refusesWhatIsNotAKey(String text) {
    assertThat(add(text).faults()).extracting(Fault::line).containsExactly(1);
  }

  @Test
  void refusesAKeyThatStandsOnAnEarlierLine() {
    assertThat(add(KEY, OTHER, KEY).faults())
        .containsExactly(new Fault(3, "the same key stands on an earlier line"));
  }

  @Test
  void findsEveryFaultOfABatch() {
    assertThat(add("x", KEY, "y", KEY).faults()).extracting(Fault::line).containsExactly(1, 3, 4);
  }

  @Test
  void addsNothingOfABatchWithFaults() {
    assertThat(add(KEY, "x")).extracting(Report::added, Report::known).containsExactly(0, 0);
    assertThat(pooled()).isEmpty();
  }

  @Test
  void tellsNoKeyInAFault() {
    assertThat(add(KEY, KEY, "AAAAA-secret").faults())
        .extracting(Fault::why)
        .noneMatch(why -> why.contains("AAAAA"));
  }

  @Test
  void showsTheLastFiveCharactersOnly() {
    add(KEY);

    assertThat(pooled()).extracting(PooledKey::lastFive).containsExactly("EEEEE");
  }

  @Test
  void spreadsABatchOverTheShards() {
    add(many());

    assertThat(pooled())
        .extracting(PooledKey::shard)
        .containsOnly(IntStream.range(0, PooledKey.SHARDS).boxed().toArray(Integer[]::new))
        .contains(0, PooledKey.SHARDS - 1);
  }

  @Test
  void givesEachKeyAnIdOfItsOwn() {
    add(many());

    assertThat(pooled()).extracting(PooledKey::id).hasSize(MANY).doesNotHaveDuplicates();
  }

  private Report add(String... keys) {
    return new Steps(ports).imported(Situations.aBatch(POOL, "b-1"), List.of(keys));
  }

  private static String[] many() {
    return IntStream.range(0, MANY)
        .mapToObj(number -> String.format(Locale.ROOT, "AAAAA-%05d", number))
        .toArray(String[]::new);
  }

  private List<PooledKey> pooled() {
    return ports.keyPools().pick(POOL, MANY + 1);
  }

  /** A key is bound to its id, so no other id opens it. */
  private String opened(PooledKey key) {
    return ports.keyVault().open(key.sealed(), key.id());
  }
}
