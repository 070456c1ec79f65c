package dev.keyshelf.embedded.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes answers of SQS's query protocol. */
final class QueueXml {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

  private QueueXml() {}

  /** Returns the answer to an action that has no result. */
  static String answer(String action) {
    return response(action, "");
  }

  /** Returns the answer to an action with the content of its result. */
  static String answer(String action, String result) {
    return response(action, "<%sResult>%s</%sResult>".formatted(action, result, action));
  }

  private static String response(String action, String content) {
    return "<?xml version=\"1.0\"?><%sResponse xmlns=\"%s\">%s%s</%sResponse>"
        .formatted(action, NAMESPACE, content, element("ResponseMetadata", requestId()), action);
  }

  /** Returns the result of an entry whose message was sent. */
  static String sent(String entry, FifoQueue.Sent sent) {
    return element(
        "SendMessageBatchResultEntry",
        text("Id", entry) + text("MessageId", sent.id()) + text("SequenceNumber", sent.sequence()));
  }

  /** Returns the result of an entry that was refused. */
  static String unsent(String entry, Refused why) {
    return element(
        "BatchResultErrorEntry", text("Id", entry) + problem(why) + text("SenderFault", "true"));
  }

  /** Returns a received message with those of its attributes that are wanted. */
  static String message(Received message, Predicate<String> isWanted) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
    attributes.put("ApproximateReceiveCount", Integer.toString(message.receives()));
    attributes.put("MessageGroupId", message.group());
    attributes.put("MessageDeduplicationId", message.deduplication());
    attributes.put("SequenceNumber", message.sequence());
    attributes.keySet().removeIf(isWanted.negate());
    return element(
        "Message",
        text("MessageId", message.id())
            + text("ReceiptHandle", message.receipt())
            + text("Body", message.body())
            + attributes.entrySet().stream()
                .map(each -> attribute(each.getKey(), each.getValue()))
                .collect(Collectors.joining()));
  }

  private static String attribute(String name, String value) {
    return element("Attribute", text("Name", name) + text("Value", value));
  }

  /** Returns the answer to a request that was refused. */
  static String error(Refused why) {
    return "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"%s\">%s%s</ErrorResponse>"
        .formatted(NAMESPACE, element("Error", text("Type", "Sender") + problem(why)), requestId());
  }

  private static String problem(Refused why) {
    return text("Code", why.code()) + text("Message", String.valueOf(why.getMessage()));
  }

  private static String requestId() {
    return text("RequestId", UUID.randomUUID().toString());
  }

  private static String text(String name, String value) {
    return element(name, value.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static String element(String name, String content) {
    return "<%s>%s</%s>".formatted(name, content, name);
  }
}
