package dev.keyshelf.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.keyshelf.api.EventJson;
import dev.keyshelf.api.LambdaTime;
import dev.keyshelf.aws.WakeMessages;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.DeliverEvents;
import dev.keyshelf.domain.webhook.DeliverEvents.Outcome;
import dev.keyshelf.domain.webhook.Postponements;
import dev.keyshelf.domain.webhook.Receivers;
import dev.keyshelf.domain.webhook.Wakes;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import dev.keyshelf.domain.webhook.Webhooks.Place;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import dev.keyshelf.webhooks.delivery.HttpsReceivers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The function on the queue of wakes. It sends the events of the webhook that a message names. A
 * message that it does not answer for comes again after the time that it has set.
 */
public final class DeliverEventsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** The time that a last message of 10 seconds and the storing of its result need. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  /**
   * The longest wait in the queue, where it holds up all other wakes of the webhook, such as that
   * of a ping. After a longer one, the schedule wakes the webhook.
   */
  private static final Duration LONGEST_POSTPONED = Duration.ofMinutes(1);

  private final DeliverEvents deliverEvents;
  private final Receivers receivers;
  private final Wakes wakes;
  private final Postponements postponements;

  /** Creates the handler in Lambda, from its environment. */
  public DeliverEventsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public DeliverEventsHandler(Wiring wiring) {
    this(wiring, new HttpsReceivers(wiring.webhooks().reach()), wiring.webhooks().postponements());
  }

  DeliverEventsHandler(Wiring wiring, Receivers receivers, Postponements postponements) {
    var stores = wiring.webhooks();
    this.receivers = receivers;
    this.postponements = postponements;
    this.wakes = stores.wakes();
    this.deliverEvents =
        new DeliverEvents(
            stores.webhooks(),
            wiring.feed().feeds(),
            receivers,
            wiring.webhookVault(),
            event -> Json.write(EventJson.of(event)).getBytes(StandardCharsets.UTF_8),
            wiring.clock()::instant);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return LoggedWork.of(context.getAwsRequestId()).during(() -> delivered(event, context));
  }

  private SQSBatchResponse delivered(SQSEvent event, Context context) {
    var timeLeft = LambdaTime.left(context);
    var again = new ArrayList<BatchItemFailure>();
    // Lambda may freeze this process after the answer, and its connections would break.
    try (receivers) {
      for (var message : event.getRecords()) {
        if (!timeLeft.during(() -> isDone(message, timeLeft.less(RESERVE)))) {
          again.add(new BatchItemFailure(message.getMessageId()));
        }
      }
    }
    return new SQSBatchResponse(again);
  }

  private boolean isDone(SQSMessage message, TimeLeft timeLeft) {
    var place = WakeMessages.place(message.getBody());
    if (place.isEmpty()) {
      Log.event("ERROR", "wake-malformed", line -> line.put("messageId", message.getMessageId()));
      return true;
    }
    return isDone(place.get(), message.getReceiptHandle(), timeLeft);
  }

  private boolean isDone(Place place, String receipt, TimeLeft timeLeft) {
    return switch (deliverEvents.deliver(place.partner(), place.id(), timeLeft)) {
      case Outcome.NothingLeft() -> true;
      case Outcome.MoreToSend(var version) -> {
        wakes.wake(List.of(new Wake(place.partner(), place.id(), "more-" + version)));
        yield true;
      }
      case Outcome.NotDue(var time) -> {
        var isShort = time.compareTo(LONGEST_POSTPONED) <= 0;
        if (isShort) {
          postponements.postpone(receipt, wholeSeconds(time));
        }
        yield !isShort;
      }
    };
  }

  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds(time.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
