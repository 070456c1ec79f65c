package dev.keyshelf.embedded.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The requests of functions and operators, in SQS's query protocol: a form in, XML out. */
final class QueueActions {
  private static final int MOST_ENTRIES = 10;
  private static final String VISIBILITY = "VisibilityTimeout";
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
      case "ReceiveMessage" -> receive(queue(fields), fields);
      case "DeleteMessage" -> delete(queue(fields), fields);
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

  /** Receives at most one message of each group. SQS may return several of a group at once. */
  private static String receive(FifoQueue queue, Map<String, String> fields) {
    var most = number(fields, "MaxNumberOfMessages", 1);
    if (most < 1 || most > MOST_ENTRIES) {
      throw invalid("MaxNumberOfMessages", Integer.toString(most));
    }
    List<Received> messages = new ArrayList<>();
    for (var next = queue.receive(); next.isPresent(); next = queue.receive()) {
      messages.add(next.get());
      if (messages.size() == most) {
        break;
      }
    }
    if (fields.containsKey(VISIBILITY)) {
      // Only now, or a message that is not hidden would be received again for the same answer.
      var hidden = Duration.ofSeconds(number(fields, VISIBILITY, 0));
      messages.forEach(message -> queue.hide(message.receipt(), hidden));
    }
    var asked = attributes(fields);
    return QueueXml.answer(
        "ReceiveMessage",
        messages.stream()
            .map(message -> QueueXml.message(message, asked))
            .collect(Collectors.joining()));
  }

  /** Returns which attributes of a message are wanted. Without a name it is none, as on AWS. */
  private static Predicate<String> attributes(Map<String, String> fields) {
    var names =
        fields.entrySet().stream()
            .filter(field -> field.getKey().startsWith("AttributeName."))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    return name -> names.contains("All") || names.contains(name);
  }

  private static String delete(FifoQueue queue, Map<String, String> fields) {
    queue.delete(fields.getOrDefault("ReceiptHandle", ""));
    return QueueXml.answer("DeleteMessage");
  }

  private static String changeVisibility(FifoQueue queue, Map<String, String> fields) {
    queue.hide(
        fields.getOrDefault("ReceiptHandle", ""),
        Duration.ofSeconds(number(fields, VISIBILITY, -1)));
    return QueueXml.answer("ChangeMessageVisibility");
  }

  private static int number(Map<String, String> fields, String name, int usual) {
    var text = fields.getOrDefault(name, Integer.toString(usual));
    if (!text.matches("[0-9]{1,6}")) {
      throw invalid(name, fields.getOrDefault(name, ""));
    }
    return Integer.parseInt(text);
  }

  private static Refused invalid(String name, String value) {
    return new Refused(
        "InvalidParameterValue", "Value %s for parameter %s is invalid.".formatted(value, name));
  }
}
