package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;

/** Answers with the source and the rule of its event. */
public final class ScheduledHandler implements RequestHandler<ScheduledEvent, Map<String, String>> {
  @Override
  public Map<String, String> handleRequest(ScheduledEvent event, Context context) {
    return Map.of("source", event.getSource(), "rule", event.getResources().getFirst());
  }
}
