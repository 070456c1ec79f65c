package dev.keyshelf.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.key.ImportKeys.Fault;
import dev.keyshelf.domain.key.ImportKeys.Report;
import dev.keyshelf.domain.key.ImportKeys.Source;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportKeysTest {
  private static final String KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";
  private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
  private static final String OTHER = "AAAAA-BBBBB-CCCCC-DDDDD-FFFFF";

  private final PoolsInMemory pools = new PoolsInMemory();
  private final ImportKeys importing = new ImportKeys(pools, new BracketVault());

  @Test
  void addsTheKeysOfABatch() {
    assertThat(add(KEY, OTHER)).isEqualTo(new Report(2, 0, List.of()));
  }

  @Test
  void countsTheKeysOfAnEarlierBatchAsKnown() {
    add(KEY);

    assertThat(add(KEY, OTHER)).isEqualTo(new Report(1, 1, List.of()));
  }

  @Test
  void notesWhereTheKeysComeFrom() {
    add(KEY, OTHER);

    assertThat(pools.batches).containsExactly(new KeyBatch("pool", "batch", "sha-256", 2, AT, 7));
  }

  @Test
  void notesNothingOfABatchWithFaults() {
    add(KEY, KEY);

    assertThat(pools.batches).isEmpty();
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
    assertThat(pools.added).isEmpty();
  }

  @Test
  void tellsNoKeyInAFault() {
    assertThat(add(KEY, KEY, "AAAAA-secret").faults())
        .extracting(Fault::why)
        .noneMatch(why -> why.contains("AAAAA"));
  }

  @Test
  void sealsAKeyToItsOwnId() {
    add(KEY);

    var added = pools.added.getFirst();
    assertThat(added.sealed().ciphertext()).isEqualTo("[" + KEY + "]" + added.id());
  }

  @Test
  void showsTheLastFiveCharactersOnly() {
    add(KEY);

    assertThat(pools.added.getFirst().lastFive()).isEqualTo("EEEEE");
  }

  @Test
  void spreadsABatchOverTheShards() {
    add(
        IntStream.range(0, 400)
            .mapToObj(number -> String.format(Locale.ROOT, "AAAAA-%05d", number))
            .toArray(String[]::new));

    assertThat(pools.added)
        .extracting(PooledKey::shard)
        .containsOnly(IntStream.range(0, PooledKey.SHARDS).boxed().toArray(Integer[]::new))
        .contains(0, PooledKey.SHARDS - 1);
  }

  @Test
  void givesEachKeyAnIdOfItsOwn() {
    add(
        IntStream.range(0, 400)
            .mapToObj(number -> String.format(Locale.ROOT, "AAAAA-%05d", number))
            .toArray(String[]::new));

    assertThat(pools.added).extracting(PooledKey::id).doesNotHaveDuplicates();
  }

  private Report add(String... keys) {
    var lines = new ArrayList<BatchLine>();
    for (var key : keys) {
      lines.add(new BatchLine(lines.size() + 1, key));
    }
    return importing.add(new Source("pool", "batch", "sha-256", AT), lines);
  }

  private static final class PoolsInMemory implements KeyPools {
    private final List<PooledKey> added = new ArrayList<>();
    private final List<KeyBatch> batches = new ArrayList<>();
    private final Set<String> fingerprints = new HashSet<>();

    @Override
    public List<PooledKey> pick(String pool, int count) {
      return added.stream().limit(count).toList();
    }

    @Override
    public OptionalLong count(String pool, TimeLeft timeLeft) {
      return OptionalLong.of(added.size());
    }

    @Override
    public void note(KeyBatch batch) {
      batches.add(batch);
    }

    @Override
    public List<PooledKey> add(List<NewKey> keys) {
      var known = new ArrayList<PooledKey>();
      for (var each : keys) {
        (fingerprints.add(each.fingerprint().current()) ? added : known).add(each.key());
      }
      return known;
    }
  }

  /** A vault whose seal can be seen through. */
  private static final class BracketVault implements KeyVault {
    @Override
    public Sealed seal(String plain, String boundTo) {
      return new Sealed("[" + plain + "]" + boundTo);
    }

    @Override
    public Sealer sealer() {
      return this::seal;
    }

    @Override
    public int fingerprintVersion() {
      return 7;
    }

    @Override
    public String open(Sealed sealed, String boundTo) {
      return sealed.ciphertext();
    }

    @Override
    public Fingerprint fingerprint(String plain) {
      return new Fingerprint(plain, List.of());
    }
  }
}
