package dev.keyshelf.activity;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A partner's log of three records, and the request that reads it. */
abstract class OnActivityLog {
  static final Events READ = Events.of("read-activity");

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void makeTheLink() {
    fixture.customerIsIn("US");
    var order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
    fixture.strike(Instant.parse("2026-11-20T09:50:00Z"));
  }

  final Reply answer(Events event) {
    return fixture.send(ReadActivityHandler::new, event);
  }

  /** Adds one more record, of no subject. */
  final void recorded(Actor by, Instant at, Operation operation) {
    var act = new Act(by, at, "r");
    fixture
        .ports()
        .activityLog()
        .record(ActivityRecord.of(Story.PARTNER, act, operation, Subject.none()));
  }
}
