package dev.keyshelf.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.StreamFilter;
import dev.keyshelf.embedded.Template.StreamMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFollowerTest {
  private static final String SHARD = "shard";
  private static final int BATCH = 4;

  @TempDir Path folder;
  private final FakeSource source = new FakeSource().shard(SHARD, Optional.empty());
  private final FakeFunction function = new FakeFunction();
  private Instant now = Instant.parse("2026-11-30T12:00:00Z");

  private StreamFollower follower() throws IOException {
    var filter =
        new StreamFilter(
            List.of(
                new ObjectMapper()
                    .readTree(
                        "{\"dynamodb\": {\"Keys\": {\"pk\": {\"S\": [{\"prefix\": \"log\"}]}}}}")));
    return new StreamFollower(
        new StreamMapping("table", "Publish", filter, BATCH, true, true),
        () -> source,
        new PositionFile(file()),
        function,
        () -> now);
  }

  private Path file() {
    return folder.resolve("streams").resolve("Publish.json");
  }

  private void add(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(each -> source.add(SHARD, "log" + each, now));
  }

  private static List<String> logs(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(each -> "log" + each).toList();
  }

  private static void runThrough(StreamFollower follower) {
    while (follower.round()) {
      // Each round takes a step.
    }
  }

  @Test
  void deliversTheRecordsThatItsFilterAcceptsInOrderAndInBatches() throws IOException {
    add(1, 10);
    source.add(SHARD, "feed1", now);
    add(11, 11);
    runThrough(follower());

    assertThat(function.handled).isEqualTo(logs(1, 11));
    assertThat(function.batches).allMatch(size -> size <= BATCH);
  }

  @Test
  void goesOnAfterTheLastHandledRecordWhenItIsOpenedAgain() throws IOException {
    add(1, 10);
    runThrough(follower());
    add(11, 12);
    runThrough(follower());

    assertThat(function.handled).isEqualTo(logs(1, 12));
  }

  @Test
  void skipsNoRecordWhereverItIsKilled() throws IOException {
    add(1, 30);
    for (int rounds = 1; function.handled.size() < 30; rounds++) {
      var killed = follower();
      for (int i = 0; i < rounds; i++) {
        killed.round();
      }
    }

    assertThat(function.handled).isEqualTo(logs(1, 30));
  }

  @Test
  void skipsNoRecordThatFailsWhenItCloses() throws IOException {
    add(1, 3);
    function.failing.add("log2");
    var follower = follower();
    runThrough(follower);
    follower.close();
    function.failing.clear();
    function.throwing.add("log2");
    var again = follower();
    runThrough(again);
    again.close();
    function.throwing.clear();
    runThrough(follower());

    assertThat(function.handled).isEqualTo(logs(1, 3));
  }

  @Test
  void deliversAgainWhatWasNotSaved() throws IOException {
    add(1, 4);
    runThrough(follower());
    var before = Files.readString(file());
    add(5, 8);
    runThrough(follower());
    Files.writeString(file(), before);
    runThrough(follower());

    assertThat(function.handled.subList(8, 12)).isEqualTo(logs(5, 8));
  }

  @Test
  void retriesFromTheFirstFailedRecordAfterAPauseThatGrows() throws IOException {
    add(1, 4);
    function.failing.add("log3");
    var follower = follower();
    var pauses = new ArrayList<Duration>();
    for (int i = 0; i < 12; i++) {
      runThrough(follower);
      var due = follower.nextRetry().orElseThrow();
      pauses.add(Duration.between(now, due));
      now = due;
    }
    function.failing.clear();
    runThrough(follower);

    assertThat(function.handled).isEqualTo(logs(1, 4));
    assertThat(pauses)
        .startsWith(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(pauses).last().isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void doesNotRetryBeforeThePauseIsOver() throws IOException {
    add(1, 1);
    function.failing.add("log1");
    var follower = follower();
    runThrough(follower);
    runThrough(follower);

    assertThat(function.batches).hasSize(1);
  }

  @Test
  void halvesABatchUntilTheRecordForWhichTheFunctionThrowsIsAlone() throws IOException {
    add(1, 4);
    function.throwing.add("log3");
    var follower = follower();
    for (int i = 0; i < 8; i++) {
      runThrough(follower);
      now = follower.nextRetry().orElseThrow();
    }

    assertThat(function.handled).isEqualTo(logs(1, 2));
    assertThat(function.batches).startsWith(4, 2).endsWith(1, 1);
  }

  @Test
  void givesARecordUpOnlyOnceTheStreamHasForgottenIt() throws IOException {
    add(1, 1);
    now = now.plusSeconds(1);
    add(2, 2);
    function.throwing.add("log1");
    var follower = follower();
    var until = now.plus(Duration.ofHours(24)).minusSeconds(1);
    while (now.isBefore(until)) {
      runThrough(follower);
      assertThat(function.handled).isEmpty();
      now = follower.nextRetry().orElseThrow();
    }
    now = now.plusSeconds(31);
    runThrough(follower);

    assertThat(function.handled).containsExactly("log2");
  }

  @Test
  void beginsAtTheOldestRecordIfTheStreamForgotItsPosition() throws IOException {
    add(1, 5);
    runThrough(follower());
    add(6, 9);
    source.trim(6);
    runThrough(follower());

    assertThat(function.handled.subList(5, 8)).isEqualTo(logs(7, 9));
  }

  @Test
  void beginsAtTheOldestRecordIfItsPositionIsBeyondTheStream() throws IOException {
    add(1, 9);
    runThrough(follower());
    source.startAnew(source.arn());
    add(21, 25);
    runThrough(follower());

    assertThat(function.handled.subList(9, 14)).isEqualTo(logs(21, 25));
  }

  @Test
  void beginsAtTheOldestRecordIfThatOfItsPositionIsAnother() throws IOException {
    add(1, 3);
    runThrough(follower());
    source.startAnew(source.arn());
    add(21, 25);
    runThrough(follower());

    assertThat(function.handled.subList(3, 8)).isEqualTo(logs(21, 25));
  }

  @Test
  void beginsAtTheOldestRecordOfAStreamThatWasEnabledAnew() throws IOException {
    add(1, 3);
    runThrough(follower());
    source.startAnew("arn:later");
    add(1, 3);
    add(4, 5);
    runThrough(follower());

    assertThat(function.handled.subList(3, 8)).isEqualTo(logs(1, 5));
  }

  @Test
  void beginsAtTheOldestRecordIfItsFileIsDamaged() throws IOException {
    add(1, 3);
    runThrough(follower());
    Files.writeString(file(), "{");
    runThrough(follower());

    assertThat(function.handled.subList(3, 6)).isEqualTo(logs(1, 3));
  }

  @Test
  void deliversAShardOnlyOnceItsParentHasEnded() throws IOException {
    source.shard("child", Optional.of(SHARD));
    source.add("child", "log9", now);
    add(1, 8);
    function.failing.add("log5");
    var follower = follower();
    runThrough(follower);
    assertThat(function.handled).isEqualTo(logs(1, 4));

    function.failing.clear();
    source.end(SHARD);
    now = now.plusSeconds(30);
    runThrough(follower);
    assertThat(function.handled).isEqualTo(logs(1, 9));

    source.add("child", "log10", now);
    runThrough(follower());
    assertThat(function.handled).isEqualTo(logs(1, 10));
  }

  @Test
  void deliversAShardWhoseParentTheStreamForgot() throws IOException {
    source.shard("child", Optional.of("forgotten"));
    source.add("child", "log1", now);
    runThrough(follower());

    assertThat(function.handled).containsExactly("log1");
  }

  @Test
  void aShardThatFailsDoesNotDelayAnother() throws IOException {
    source.shard("other", Optional.empty());
    source.add(SHARD, "log1", now);
    source.add("other", "log2", now);
    function.throwing.add("log1");
    runThrough(follower());

    assertThat(function.handled).containsExactly("log2");
  }

  @Test
  void drainsWithoutAPauseAndReportsARecordThatCannotBeHandled() throws IOException {
    add(1, 9);
    function.throwing.add("log6");
    var follower = follower();
    assertThatThrownBy(follower::drain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Publish did not handle a record of table");
    assertThat(function.handled).isEqualTo(logs(1, 5));

    function.throwing.clear();
    follower.drain();
    assertThat(function.handled).isEqualTo(logs(1, 9));
  }
}
