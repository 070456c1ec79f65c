package dev.keyshelf.local.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A function that notes the operations of the activity records that it receives. */
public final class NotingHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  static final BlockingQueue<String> NOTED = new LinkedBlockingQueue<>();

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    for (var each : event.getRecords()) {
      var operation = each.getDynamodb().getNewImage().get("operation");
      NOTED.add(Objects.requireNonNull(operation).getS());
    }
    return new StreamsEventResponse(List.of());
  }
}
