package dev.keyshelf.domain.activity;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.activity.ListActivityUsers.Found;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much of a log is read for a list of users, of a log that has one record on each page. */
class ListActivityUsersTest {
  private final OnePageEach log = new OnePageEach();
  private final ListActivityUsers listUsers = new ListActivityUsers(log);

  private static Act act(Instant at) {
    return new Act(new Actor.User("ann", Set.of()), at, "request-1");
  }

  private void recordedAt(Instant at) {
    log.records.add(ActivityRecord.of(PARTNER, act(at), Operation.KEYS_REVEALED, Subject.none()));
  }

  private Found found(Instant to) {
    return listUsers.list(PARTNER, NOON, to);
  }

  /** Returns what is found if the time is over when it is looked at for the third time. */
  private Found foundInTimeForThreePages(Instant to) {
    var looks = new AtomicInteger();
    return TimeLeft.of(() -> Duration.ofSeconds(looks.incrementAndGet() < 3 ? 20 : 1))
        .during(() -> found(to));
  }

  @Test
  void readsAsManyPagesAsTheTimeAllows() {
    for (int i = 0; i < 400; i++) {
      recordedAt(NOON.plusMillis(i));
    }

    assertThat(found(NOON.plusSeconds(1)))
        .isInstanceOfSatisfying(
            Found.Users.class,
            found -> {
              assertThat(found.records()).isEqualTo(400);
              assertThat(found.users()).hasSize(1);
            });
  }

  @Test
  void namesTheRangeThatItReadWhereThereIsMore() {
    for (int i = 0; i < 4; i++) {
      recordedAt(NOON.plusMillis(i));
    }

    assertThat(foundInTimeForThreePages(NOON.plusSeconds(1)))
        .isEqualTo(new Found.TooMany(NOON.plusMillis(2)));
  }

  @Test
  void isUnavailableWhereNoShorterRangeWouldDo() {
    for (int i = 0; i < 4; i++) {
      recordedAt(NOON);
    }

    assertThatThrownBy(() -> foundInTimeForThreePages(NOON.plusMillis(1)))
        .isInstanceOf(UnavailableException.class);
  }

  /** A log in memory, whose records are added oldest first. */
  private static final class OnePageEach implements ActivityLog {
    private final List<ActivityRecord> records = new ArrayList<>();

    @Override
    public Page list(PartnerId partner, Question question, int limit, Optional<Position> after) {
      var last =
          after
              .map(
                  position ->
                      records.stream().map(ActivityRecord::id).toList().indexOf(position.id()))
              .orElse(records.size());
      var record = records.get(last - 1);
      return new Page(
          List.of(record),
          last == 1 ? Optional.empty() : Optional.of(new Position(record.at(), record.id())));
    }

    @Override
    public void record(ActivityRecord activity) {
      throw new AssertionError("Nothing was read yet.");
    }
  }
}
