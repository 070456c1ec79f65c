package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.keyshelf.aws.LoggedRecords;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.feed.PublishEvents;
import dev.keyshelf.http.Log;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The edge of a function that gets the new records of the activity log from the table's stream. It
 * answers with the first record that was not published, so that the stream hands it and those after
 * it over again. A record that is not well-formed is reported, and holds up no other.
 */
public abstract class StreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Clock clock;

  /** Creates a handler. */
  protected StreamHandler(Clock clock) {
    this.clock = clock;
  }

  /** Publishes records, in their order. */
  protected abstract PublishEvents.Report publish(List<ActivityRecord> records);

  @Override
  public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    Map<ActivityRecord, String> sequence = new LinkedHashMap<>();
    for (var change : event.getRecords()) {
      if (isNewRecord(change)) {
        var number = change.getDynamodb().getSequenceNumber();
        LoggedRecords.of(change.getDynamodb().getNewImage())
            .ifPresentOrElse(
                record -> sequence.putIfAbsent(record, number), () -> malformed(number));
      }
    }
    var report = LambdaTime.left(context).during(() -> publish(List.copyOf(sequence.keySet())));
    report
        .failed()
        .forEach(failure -> Log.failure(failure.partner().value(), clock.instant(), failure.why()));
    var failures = new ArrayList<BatchItemFailure>();
    sequence.entrySet().stream()
        .filter(each -> !report.isDone(each.getKey().partner()))
        .findFirst()
        .ifPresent(each -> failures.add(new BatchItemFailure(each.getValue())));
    return new StreamsEventResponse(failures);
  }

  private static boolean isNewRecord(DynamodbStreamRecord change) {
    return "INSERT".equals(change.getEventName())
        && LoggedRecords.isOfTheLog(change.getDynamodb().getKeys());
  }

  private void malformed(String number) {
    Log.metric(
        "events-malformed",
        clock.instant(),
        "EventsMalformed",
        1,
        line -> line.put("sequenceNumber", number));
  }
}
