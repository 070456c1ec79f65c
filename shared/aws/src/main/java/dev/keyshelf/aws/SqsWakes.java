package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.webhook.Postponements;
import dev.keyshelf.domain.webhook.Wakes;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Wakes in a FIFO queue of SQS. Each webhook is a group, so one message of it is handled at a time.
 */
final class SqsWakes implements Wakes, Postponements {
  private static final int MOST_ENTRIES = 10;

  /** The version of SQS's query protocol. */
  private static final String VERSION = "2012-11-05";

  private final QueryCalls calls;
  private final URI endpoint;
  private final String queue;

  /**
   * Sends to a queue.
   *
   * @param queue the queue's URL
   */
  SqsWakes(QueryCalls calls, URI endpoint, String queue) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.queue = queue;
  }

  @Override
  public void wake(List<Wake> wakes) {
    for (int from = 0; from < wakes.size(); from += MOST_ENTRIES) {
      send(wakes.subList(from, Math.min(wakes.size(), from + MOST_ENTRIES)));
    }
  }

  private void send(List<Wake> wakes) {
    var fields = action("SendMessageBatch");
    for (int i = 0; i < wakes.size(); i++) {
      var entry = "SendMessageBatchRequestEntry." + (i + 1) + ".";
      var wake = wakes.get(i);
      fields.put(entry + "Id", Integer.toString(i));
      fields.put(entry + "MessageBody", WakeMessages.body(wake));
      fields.put(entry + "MessageGroupId", wake.webhook().value());
      fields.put(entry + "MessageDeduplicationId", wake.cause());
    }
    calls
        .answer(endpoint, fields)
        .text("BatchResultErrorEntry")
        .ifPresent(
            why -> {
              throw new UnavailableException("SQS: a wake was not sent: " + why);
            });
  }

  @Override
  public void postpone(String receipt, Duration time) {
    var fields = action("ChangeMessageVisibility");
    fields.put("ReceiptHandle", receipt);
    fields.put("VisibilityTimeout", Long.toString(time.toSeconds()));
    calls.send(endpoint, fields);
  }

  private Map<String, String> action(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Action", name);
    fields.put("Version", VERSION);
    fields.put("QueueUrl", queue);
    return fields;
  }
}
