package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivityItemsTest {
  private static final PartnerId PARTNER = new PartnerId("contoso");

  private static ActivityRecord by(Actor actor) {
    return new ActivityRecord(
        "01E9PX0WZ00000000000000001",
        PARTNER,
        Instant.parse("2020-06-01T12:00:00Z"),
        actor,
        Operation.ORDER_PLACED,
        Subject.none(),
        "request-1",
        Outcome.DONE,
        Optional.empty(),
        Optional.empty());
  }

  /** What was sealed before more was recorded of users has to verify for ever. */
  @Test
  void areOfTheSameBytesAsEverWhereNothingMoreIsKnownOfAUser() {
    var item = ActivityItems.item(by(new Actor.User("ann", Set.of("AdminAgent", "GlobalAdmin"))));

    assertThat(CanonicalItem.sha256(item))
        .isEqualTo("cd650aa2c5ae9f117e8628698573cb38b1eaa57c4e22e87519719eb13b681ce0");
  }

  @Test
  void keepAllThatIsKnownOfAUser() {
    var record =
        by(
            new Actor.User(
                "ann",
                Set.of("AdminAgent"),
                Optional.of("Ann"),
                Optional.of("portal"),
                Optional.of("192.0.2.1"),
                Optional.of("curl/8.0")));

    assertThat(ActivityItems.record(PARTNER, ActivityItems.item(record))).isEqualTo(record);
  }
}
