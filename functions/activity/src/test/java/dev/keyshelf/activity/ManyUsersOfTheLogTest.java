package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.ActivityUser;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of the log who are too many for one answer, or for the time that is left. */
class ManyUsersOfTheLogTest {
  private static final Instant DAY = Instant.parse("2026-11-19T00:00:00Z");
  private static final Events ASK =
      Events.of("read-activity").onRoute("GET /v1/activity/users").withQuery("to=2026-11-19");

  /** Enough for one look-up of names and for the record, but not for a second look-up. */
  private static final Events HASTY = ASK.withTimeLeft(Duration.ofSeconds(3));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    return fixture.send(ReadActivityHandler::new, event);
  }

  private void recorded(Actor by, Instant at, Operation operation, Subject subject) {
    fixture
        .ports()
        .activityLog()
        .record(ActivityRecord.of(Story.PARTNER, new Act(by, at, "r"), operation, subject));
  }

  /** Records that eight users saw keys of 100 customers each, the first user last. */
  private void eightUsersOf100Customers() {
    IntStream.range(0, 8 * ActivityUser.MOST_CUSTOMERS)
        .parallel()
        .forEach(
            i -> {
              var user = i / ActivityUser.MOST_CUSTOMERS;
              recorded(
                  new Actor.User("user-" + user, Set.of()),
                  DAY.plusSeconds((8 - user) * 1_000L + i % ActivityUser.MOST_CUSTOMERS),
                  Operation.KEYS_REVEALED,
                  Subject.of(CustomerId.next(DAY)));
            });
  }

  /** Asserts that nothing was recorded as read. */
  private void nothingIsRecordedAsRead() {
    assertThat(
            answer(Events.of("read-activity").withQuery("operation=ACTIVITY_READ"))
                .json()
                .get("items"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/csv"})
  void areRefusedUnreadWithTheUsersWhoseCustomersThereWasTimeFor(String mediaType) {
    eightUsersOf100Customers();
    var hasty = HASTY.withHeader("accept", mediaType);

    var refused = answer(hasty);

    assertThat(refused.refusal()).isEqualTo("400 range-invalid");
    // The last record of the eighth user is of 00:18:19.
    assertThat(refused.at("/errors/0/detail"))
        .isEqualTo("must be 2026-11-19T00:18:19.001Z or later");
    nothingIsRecordedAsRead();
    var rest = answer(hasty.withQuery("from=2026-11-19T00:18:19.001Z&to=2026-11-19"));
    assertThat(rest.status()).isEqualTo(200);
    assertThat(rest.text()).contains("user-6").doesNotContain("user-7");
  }

  @Test
  void areRefusedInJsonBeforeTheirCustomersAreLookedUp() {
    eightUsersOf100Customers();
    for (int i = 0; i < 11; i++) {
      recorded(
          new Actor.User("%s-".formatted(i) + "x".repeat(300_000), Set.of()),
          DAY.plusSeconds(i),
          Operation.KEYS_REVEALED,
          Subject.none());
    }

    var refused = answer(HASTY);

    assertThat(refused.refusal()).isEqualTo("400 range-invalid");
    // A look-up would have run out of time, and said so.
    assertThat(refused.at("/errors/0/detail"))
        .isEqualTo("must be later; text/csv takes this range");
    nothingIsRecordedAsRead();
  }

  @Test
  void areRefusedWithThoseWhoseNamesThereWasTimeFor() {
    for (int i = 0; i < 3; i++) {
      var link = LinkId.next(DAY.minusSeconds(i));
      var subject = Subject.of(Story.CUSTOMER).through(link, "a.iso");
      var user = new Actor.User("user-" + i, Set.of());
      recorded(user, link.createdAt(), Operation.LINK_CREATED, subject);
      recorded(
          new Actor.LinkHolder("192.0.2.7", "curl/8.0"),
          DAY.plusSeconds(9 - i),
          Operation.DOWNLOAD_STARTED,
          subject.madeBy(user.name()));
    }

    var refused = answer(HASTY);

    assertThat(refused.at("/errors/0/detail"))
        .isEqualTo("must be 2026-11-19T00:00:08.001Z or later");
    nothingIsRecordedAsRead();
    assertThat(answer(ASK).json().get("items")).hasSize(3);
  }
}
