package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.catalog.KeyForm;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(add(KEY, OTHER)).isEqualTo(new Report(2, List.of(), List.of()));
    assertThat(pooled()).extracting(this::opened).containsExactlyInAnyOrder(KEY, OTHER);
  }

  @Test
  void countsTheKeysOfAnEarlierBatchAsKnown() {
    add(KEY);

    assertThat(add(KEY, OTHER))
        .isEqualTo(new Report(1, List.of(Steps.known(POOL, "b-1", 1)), List.of()));
  }

  @Test
  void addsNothingOfAnEmptyBatch() {
    assertThat(add()).isEqualTo(new Report(0, List.of(), List.of()));
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
  void refusesAKeyOfAnEarlierLine() {
    assertThat(add(KEY, OTHER, KEY).faults())
        .containsExactly(new Fault(3, "the same key is on an earlier line"));
  }

  @Test
  void findsEveryFaultOfABatch() {
    assertThat(add("x", KEY, "y", KEY).faults()).extracting(Fault::line).containsExactly(1, 3, 4);
  }

  @Test
  void addsNothingOfABatchWithFaults() {
    assertThat(add(KEY, "x"))
        .extracting(Report::added, Report::known)
        .containsExactly(0, List.of());
    assertThat(pooled()).isEmpty();
  }

  @Test
  void showsNoKeyInAFault() {
    assertThat(add(KEY, KEY, "AAAAA-secret").faults())
        .extracting(Fault::why)
        .noneMatch(why -> why.contains("AAAAA"));
  }

  @Test
  void showsTheLastFiveCharactersOnly() {
    add(KEY);

    assertThat(pooled()).extracting(PooledKey::lastFive).containsExactly("EEEEE");
  }

  @ParameterizedTest
  @CsvSource({
    "LOWER_FIVES, ab12c-de34f, AB12C-DE34F",
    "FOURS, AB12-CD34-EF56, AB12C-DE34F",
    "LOWER_FOURS, ab12-cd34-ef56, AB12-CD34-EF56",
    "UUID, 2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10, AB12C-DE34F",
    "CHECKED_FIVES, CCCCC-CCCCC-CCCCC-CCCCC-CCCCC, CCCCC-CCCCC-CCCCC-CCCCC-CCCCD"
  })
  void importsKeysOfThePoolsFormOnly(KeyForm form, String key, String other) {
    assertThat(add(form, other).faults())
        .extracting(Fault::why)
        .containsExactly("is not a key of the form %s: %s".formatted(form, wanted(form)));

    assertThat(add(form, key).added()).isEqualTo(1);
    assertThat(pooled())
        .extracting(PooledKey::form, this::opened)
        .containsExactly(tuple(form, key));
  }

  private String wanted(KeyForm form) {
    return switch (form) {
      case FIVES, FREE -> "";
      case CHECKED_FIVES ->
          "five groups of five of CDFHJKMPRTVWX234789, whose last character checks the others";
      case LOWER_FIVES -> "two to eight groups of five small letters and digits";
      case FOURS -> "three to eight groups of four capitals and digits";
      case LOWER_FOURS -> "three to eight groups of four small letters and digits";
      case UUID -> "a UUID of 32 hexadecimal digits with its four hyphens";
    };
  }

  @Test
  void keepsALicenceOfFourKibibytesUnchanged() {
    var licence = "<licence a=\"1\">\r\n\t" + "\u4e2d".repeat(1_350) + "\r\n</licence>";
    assertThat(add(KeyForm.FREE, licence).added()).isEqualTo(1);

    assertThat(pooled()).extracting(this::opened).containsExactly(licence);
    assertThat(pooled().getFirst().lastFive()).matches("[0-9a-f]{5}");
  }

  @ParameterizedTest
  @CsvSource({
    "FIVES, LOWER_FIVES, AB12C-DE34F, ab12c-de34f",
    "FOURS, FREE, AB12-CD34-EF56, Ab12-Cd34-Ef56",
    "UUID, FREE, 2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10, 2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10",
    "FREE, FREE, '<a>\n</a>', '<a>\r\n</a>\n'"
  })
  void knowsAKeyThatComesInAnotherFormOrSpelling(
      KeyForm form, KeyForm other, String key, String again) {
    add(form, key);

    assertThat(add(other, again))
        .isEqualTo(new Report(0, List.of(Steps.known(POOL, "b-1", 1)), List.of()));
    assertThat(add(other, again, again).faults()).extracting(Fault::line).containsExactly(2);
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

  private Report add(KeyForm form, String... keys) {
    return new Steps(ports).imported(Situations.aBatch(POOL, "b-1", form), List.of(keys));
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

  /** Opens a key with its id. It is bound to the id, so no other id opens it. */
  private String opened(PooledKey key) {
    return ports.keyVault().open(key.sealed(), key.id());
  }
}
