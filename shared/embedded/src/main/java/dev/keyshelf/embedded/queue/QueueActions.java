package dev.keyshelf.embedded.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The requests of functions, in SQS's query protocol: a form in, XML out. */
final class QueueActions {
  private static final int MOST_ENTRIES = 10;
  private static final String ENTRY = "SendMessageBatchRequestEntry.";

  private final Function<String, Optional<FifoQueue>> queues;

  QueueActions(Function<String, Optional<FifoQueue>> queues) {
    this.queues = queues;
  }

  /**
   * Runs an action.
   *
   * @param fields the fields of the form
   * @return the answer
   * @throws Refused if SQS would answer with an error
   */
  String run(Map<String, String> fields) {
    var action = fields.getOrDefault("Action", "");
    return switch (action) {
      case "SendMessageBatch" -> sendBatch(queue(fields), fields);
      case "ChangeMessageVisibility" -> changeVisibility(queue(fields), fields);
      default ->
          throw new Refused(
              "InvalidAction", "The action %s is not valid for this endpoint.".formatted(action));
    };
  }

  private FifoQueue queue(Map<String, String> fields) {
    var url = fields.getOrDefault("QueueUrl", "");
    return queues
        .apply(url.substring(url.lastIndexOf('/') + 1))
        .orElseThrow(
            () ->
                new Refused(
                    "AWS.SimpleQueueService.NonExistentQueue",
                    "The specified queue does not exist."));
  }

  private static String sendBatch(FifoQueue queue, Map<String, String> fields) {
    if (fields.containsKey(ENTRY + (MOST_ENTRIES + 1) + ".Id")) {
      throw new Refused(
          "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are %s.".formatted(MOST_ENTRIES));
    }
    List<String> results = new ArrayList<>();
    for (int i = 1; fields.containsKey(ENTRY + i + ".Id"); i++) {
      var entry = ENTRY + i + ".";
      var id = fields.getOrDefault(entry + "Id", "");
      try {
        var sent =
            queue.send(
                fields.getOrDefault(entry + "MessageGroupId", ""),
                fields.getOrDefault(entry + "MessageDeduplicationId", ""),
                fields.getOrDefault(entry + "MessageBody", ""));
        results.add(QueueXml.sent(id, sent));
      } catch (Refused refused) {
        results.add(QueueXml.unsent(id, refused));
      }
    }
    if (results.isEmpty()) {
      throw new Refused(
          "AWS.SimpleQueueService.EmptyBatchRequest", "There should be at least one entry.");
    }
    return QueueXml.answer("SendMessageBatch", String.join("", results));
  }

  private static String changeVisibility(FifoQueue queue, Map<String, String> fields) {
    var seconds = fields.getOrDefault("VisibilityTimeout", "");
    if (!seconds.matches("[0-9]{1,6}")) {
      throw new Refused(
          "InvalidParameterValue",
          "Value %s for parameter VisibilityTimeout is invalid.".formatted(seconds));
    }
    queue.hide(
        fields.getOrDefault("ReceiptHandle", ""), Duration.ofSeconds(Integer.parseInt(seconds)));
    return QueueXml.answer("ChangeMessageVisibility");
  }
}
