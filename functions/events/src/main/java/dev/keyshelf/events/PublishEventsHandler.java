package dev.keyshelf.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.keyshelf.api.LambdaTime;
import dev.keyshelf.aws.LoggedRecords;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.PublishEvents;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.webhook.AnnounceEvents;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The function on the table's stream that publishes new records of the activity log, and wakes the
 * webhooks of their partners. It answers with the first record that was not published, so that the
 * stream hands it and those after it over again. A record that is not well-formed is reported, and
 * holds up no other.
 */
public final class PublishEventsHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Clock clock;
  private final PublishEvents publishEvents;
  private final AnnounceEvents announceEvents;

  /** Creates the handler in Lambda, from its environment. */
  public PublishEventsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PublishEventsHandler(Wiring wiring) {
    this.clock = wiring.clock();
    this.publishEvents = new PublishEvents(wiring.feed().feeds());
    var stores = wiring.webhooks();
    this.announceEvents = new AnnounceEvents(stores.webhooks(), stores.wakes());
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return LoggedWork.of(context.getAwsRequestId()).during(() -> answered(event, context));
  }

  private StreamsEventResponse answered(DynamodbEvent event, Context context) {
    Map<ActivityRecord, String> places = new LinkedHashMap<>();
    for (var change : event.getRecords()) {
      var stored = Optional.ofNullable(change.getDynamodb());
      if (isNewRecord(change, stored)) {
        var place = stored.map(StreamRecord::getSequenceNumber).orElse("");
        stored
            .map(StreamRecord::getNewImage)
            .flatMap(LoggedRecords::of)
            .ifPresentOrElse(record -> places.putIfAbsent(record, place), () -> malformed(place));
      }
    }
    var report = LambdaTime.left(context).during(() -> published(List.copyOf(places.keySet())));
    report
        .failed()
        .forEach(failure -> Log.failure(failure.partner().value(), clock.instant(), failure.why()));
    var failures = new ArrayList<BatchItemFailure>();
    places.entrySet().stream()
        .filter(each -> !report.isDone(each.getKey().partner()))
        .findFirst()
        .ifPresent(each -> failures.add(new BatchItemFailure(each.getValue())));
    return new StreamsEventResponse(failures);
  }

  /**
   * Publishes records, and wakes the webhooks of their partners. A failed wake changes no answer.
   */
  private PublishEvents.Report published(List<ActivityRecord> records) {
    var report = publishEvents.publish(records);
    Map<PartnerId, String> causes = new LinkedHashMap<>();
    records.stream()
        .filter(each -> report.isDone(each.partner()))
        .forEach(each -> causes.put(each.partner(), each.id()));
    announceEvents
        .announce(causes, clock.instant())
        .ifPresent(failure -> Log.failure("wakes", clock.instant(), failure));
    return report;
  }

  private static boolean isNewRecord(DynamodbStreamRecord change, Optional<StreamRecord> stored) {
    return "INSERT".equals(change.getEventName())
        && LoggedRecords.isOfTheLog(stored.map(StreamRecord::getKeys).orElse(null));
  }

  private void malformed(String place) {
    Log.metric(
        "events-malformed",
        clock.instant(),
        "EventsMalformed",
        1,
        line -> line.put("sequenceNumber", place));
  }
}
