package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Seal;
import dev.keyshelf.domain.sealing.SealProgress;
import dev.keyshelf.domain.sealing.SealProgress.Reached;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@OnCloud
class DynamoSealProgressTest {
  private static final int SHARD = SealProgress.shardOf(PARTNER);
  private static final Reached REACHED =
      new Reached(
          Optional.of(new Seal.Link(Seal.hourOf(NOON), "ab".repeat(32))),
          Seal.hourOf(NOON).plus(Seal.HOUR));

  private final SealProgress progress;
  private final Table table;

  DynamoSealProgressTest(CloudFixture cloud) {
    this.progress = OnDynamo.of(cloud).sealProgress();
    this.table = new CountedWrites().table(OnDynamo.environment(cloud));
  }

  /** Another partner of the same shard. */
  private static PartnerId neighbour() {
    return Stream.iterate(0, number -> number + 1)
        .map(number -> new PartnerId("p" + number))
        .filter(partner -> SealProgress.shardOf(partner) == SHARD)
        .findFirst()
        .orElseThrow();
  }

  private void damage(String name, AttributeValue value) {
    table
        .writes()
        .update(
            SealKeys.progress(PARTNER),
            "SET " + name + " = :value",
            "attribute_exists(" + Keys.PARTITION + ")",
            Map.of(":value", value));
  }

  @Test
  void returnsTheNotesOfAShard() {
    progress.note(PARTNER, REACHED);

    assertThat(progress.ofShard(SHARD).reached()).containsExactly(Map.entry(PARTNER, REACHED));
    assertThat(progress.find(PARTNER)).contains(REACHED);
  }

  @ParameterizedTest(name = "{0} = {1} {2}")
  @CsvSource({
    "sealed, N, 1",
    "sealed, S, 2026-11-20T09",
    "sealed, S, 2026-11-20T09:30:00.000Z",
    "sealed, S, 2099-01-01T00:00:00.000Z",
    "sha256, S, abc",
    "sha256, N, 1",
    "lookedTo, N, 1",
    "lookedTo, S, yesterday"
  })
  void namesAMalformedNoteAndReturnsTheOthers(String name, String type, String value) {
    progress.note(PARTNER, REACHED);
    progress.note(neighbour(), REACHED);
    damage(name, type.equals("N") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));

    var notes = progress.ofShard(SHARD);

    assertThat(notes.malformed()).containsOnlyKeys(PARTNER.value());
    assertThat(notes.reached()).containsOnlyKeys(neighbour());
    assertThatThrownBy(() -> progress.find(PARTNER)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({"sealed", "sha256", "lookedTo"})
  void namesANoteThatLacksAPart(String name) {
    progress.note(PARTNER, REACHED);
    table
        .writes()
        .update(
            SealKeys.progress(PARTNER),
            "SET changed = :yes REMOVE " + name,
            "attribute_exists(" + Keys.PARTITION + ")",
            Map.of(":yes", AttributeValue.fromBool(true)));

    assertThat(progress.ofShard(SHARD).malformed()).containsOnlyKeys(PARTNER.value());
  }
}
