package dev.keyshelf.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.Event;
import dev.keyshelf.domain.feed.ReadEvents.Result;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long and for what an answer waits. */
@Timeout(60) // Stops a poll that never ends.
class LongPollTest {
  private static final Duration ALLOWED = Duration.ofSeconds(20);
  private static final Result.Page FULL =
      new Result.Page(
          List.of(
              new Event(
                  9,
                  ActivityRecord.of(
                      Story.PARTNER,
                      new Act(new Actor.SupportOperator("op"), Instant.EPOCH, "request"),
                      Operation.ORDER_CANCELLED,
                      Subject.none()))),
          9);

  private final List<Duration> waited = new ArrayList<>();
  private final List<Long> asked = new ArrayList<>();
  private final LongPoll poll = new LongPoll(ALLOWED, waited::add);

  private Result until(LongPoll one, LongFunction<Result> read) {
    return one.until(
        20,
        7,
        after -> {
          asked.add(after);
          return read.apply(after);
        });
  }

  private static Result empty(long examinedUpTo) {
    return new Result.Page(List.of(), examinedUpTo);
  }

  @Test
  void doesNotWaitForEventsThatAreThere() {
    assertThat(until(poll, _ -> FULL)).isEqualTo(FULL);
    assertThat(waited).isEmpty();
  }

  @Test
  void doesNotWaitForANumberBeyondTheLast() {
    assertThat(until(poll, _ -> new Result.Beyond(3))).isEqualTo(new Result.Beyond(3));
    assertThat(waited).isEmpty();
  }

  @Test
  void readsOnAfterWhatItHasExamined() {
    assertThat(until(poll, after -> after < 9 ? empty(after + 1) : FULL)).isEqualTo(FULL);
    assertThat(asked).containsExactly(7L, 8L, 9L);
    assertThat(waited).containsExactly(LongPoll.BETWEEN, LongPoll.BETWEEN);
  }

  @ParameterizedTest
  @CsvSource({"3000, 0", "3001, 200", "0, 0"})
  void keepsThreeSecondsOfTheFunctionsTimeForTheAnswer(long millisLeft, int pauses) {
    var left = TimeLeft.of(() -> Duration.ofMillis(millisLeft));

    assertThat(left.during(() -> until(poll, LongPollTest::empty))).isEqualTo(empty(7));
    assertThat(waited).hasSize(pauses);
  }

  @Test
  void stopsWhenTheFunctionsTimeIsOver() {
    var left = TimeLeft.of(() -> Duration.ofSeconds(5).minusSeconds(waited.size()));

    left.during(() -> until(poll, LongPollTest::empty));

    assertThat(waited).hasSize(2);
  }

  @Test
  void answersWhatItHasIfItIsInterrupted() {
    var interrupted =
        new LongPoll(
            ALLOWED,
            _ -> {
              throw new InterruptedException("stop");
            });

    assertThat(until(interrupted, LongPollTest::empty)).isEqualTo(empty(7));
    assertThat(asked).containsExactly(7L);
    assertThat(Thread.interrupted()).isTrue();
  }
}
