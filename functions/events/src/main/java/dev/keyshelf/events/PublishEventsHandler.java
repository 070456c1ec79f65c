package dev.keyshelf.events;

import dev.keyshelf.api.StreamHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.PublishEvents;
import java.util.List;

/** The function on the table's stream that publishes new records of the activity log. */
public final class PublishEventsHandler extends StreamHandler {
  private final PublishEvents publishEvents;

  /** Creates the handler in Lambda, from its environment. */
  public PublishEventsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PublishEventsHandler(Wiring wiring) {
    super(wiring.clock());
    this.publishEvents = new PublishEvents(wiring.feed().feeds());
  }

  @Override
  protected PublishEvents.Report publish(List<ActivityRecord> records) {
    return publishEvents.publish(records);
  }
}
