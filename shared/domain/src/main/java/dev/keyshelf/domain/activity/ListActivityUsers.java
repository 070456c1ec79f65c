package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the users who got to see keys or whose links started downloads within a range, each once.
 * The counts are exact, or there are none: a range that takes too long is refused, with the part of
 * it that does not. Only the time is a bound, since the log is read with the records of all kinds:
 * a program that asks often leaves far more of them than users do. The memory that it takes grows
 * with the users and their customers, not with the records.
 */
public final class ListActivityUsers {
  private static final ActivityFilter COUNTED =
      ActivityFilter.of(Preset.KEYS_OR_DOWNLOADS.operations(), Outcome.DONE);

  /** The time that the rest of the answer needs: names of users and customers, and the file. */
  private static final Duration RESERVE = Duration.ofSeconds(8);

  /** The time that the rest of the answer needs once the users have their names. */
  private static final Duration RESERVE_AFTER_NAMES = Duration.ofSeconds(6);

  private final ActivityLog log;

  /** Uses this log. */
  public ListActivityUsers(ActivityLog log) {
    this.log = log;
  }

  /** What became of it. */
  public sealed interface Found {
    /**
     * All users of the range.
     *
     * @param users those who were active last first
     * @param records how many records were counted
     */
    record Users(List<ActivityUser> users, int records) implements Found {
      /** Copies the list in. */
      public Users {
        users = List.copyOf(users);
      }
    }

    /**
     * The range has more records than the time allows to read.
     *
     * @param from the beginning of the longest range with the same end that could be read this time
     */
    record TooMany(Instant from) implements Found {}
  }

  /**
   * Lists the users of {@code [from, to)}. Call {@link #recordRead} before you show them.
   *
   * @throws UnavailableException if the time is not enough for even the last millisecond
   */
  public Found list(PartnerId partner, Instant from, Instant to) {
    var users = new Users(partner);
    var question = new Question(from, to, COUNTED);
    Optional<Position> next = Optional.empty();
    do {
      if (next.isPresent() && isLate(RESERVE)) {
        return after(next.get().at(), to);
      }
      var page = log.list(partner, question, ActivityLog.LONGEST_PAGE, next);
      for (var record : page.records()) {
        if (!users.add(record)) {
          return after(record.at(), to);
        }
      }
      next = page.next();
    } while (next.isPresent());
    return users.found(to);
  }

  /** Records that users of {@code [from, to)} were read. */
  public void recordRead(PartnerId partner, Instant from, Instant to, Found.Users found, Act act) {
    log.record(
        ActivityRecord.of(partner, act, Operation.ACTIVITY_READ, Subject.none())
            .about(
                "users of %s to %s: %s users of %s records"
                    .formatted(from, to, found.users().size(), found.records())));
  }

  /**
   * Returns the range to ask for where only what is after an instant was read completely.
   *
   * @throws UnavailableException if that is not even the last millisecond before {@code to}
   */
  public static Found.TooMany after(Instant last, Instant to) {
    var from = last.plusMillis(1);
    if (!from.isBefore(to)) {
      throw new UnavailableException("the log");
    }
    return new Found.TooMany(from);
  }

  private static boolean isLate(Duration reserve) {
    return TimeLeft.atWork().less(reserve).isOver();
  }

  /** The users so far, by their names. */
  private final class Users {
    private final LinkMakers makers;
    private final Map<Optional<String>, UserTally> tallies = new HashMap<>();
    private int records;

    Users(PartnerId partner) {
      this.makers = new LinkMakers(log, partner);
    }

    /** Counts a record; gives whether there was time to find out whose it is. */
    boolean add(ActivityRecord record) {
      var link = record.subject().link();
      if (isNameless(record)
          && link.filter(each -> !makers.knows(each)).isPresent()
          && isLate(RESERVE)) {
        return false;
      }
      records++;
      tallies.computeIfAbsent(userOf(record), _ -> new UserTally(record.at())).add(record);
      return true;
    }

    /** Records of 0.1.0 do not name who made the link of a download. */
    private boolean isNameless(ActivityRecord record) {
      return record.by() instanceof Actor.LinkHolder && record.subject().linkCreatedBy().isEmpty();
    }

    private Optional<String> userOf(ActivityRecord record) {
      if (!(record.by() instanceof Actor.LinkHolder)) {
        return Optional.of(record.by().name());
      }
      var subject = record.subject();
      return subject
          .linkCreatedBy()
          .or(() -> subject.link().flatMap(makers::find).map(Actor.User::name));
    }

    /**
     * Returns the users, those who were active last first. The first one is always named, so that
     * the range that is asked for next has somebody.
     */
    Found found(Instant to) {
      var sorted =
          tallies.entrySet().stream()
              .sorted(
                  Comparator.comparing(
                          (Map.Entry<Optional<String>, UserTally> each) -> each.getValue().lastAt())
                      .reversed()
                      .thenComparing(each -> each.getKey().orElse("")))
              .toList();
      var users = new ArrayList<ActivityUser>();
      for (var each : sorted) {
        var tally = each.getValue();
        var link = tally.linkOfTheNameless().filter(_ -> each.getKey().isPresent());
        if (link.filter(one -> !makers.knows(one)).isPresent()
            && !users.isEmpty()
            && isLate(RESERVE_AFTER_NAMES)) {
          return after(tally.lastAt(), to);
        }
        link.flatMap(makers::find).ifPresent(maker -> tally.isCalled(maker.displayName()));
        users.add(tally.of(each.getKey()));
      }
      return new Found.Users(users, records);
    }
  }
}
