package dev.keyshelf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue of SQS in the hands of an operator. */
public final class SqsQueue {
  private static final String MOST_MESSAGES = "10";

  /** Asks all servers of the queue, of which an immediate answer asks some. */
  private static final String WAIT_SECONDS = "1";

  /** The version of SQS's query protocol. */
  private static final String VERSION = "2012-11-05";

  private final QueryCalls calls;
  private final URI endpoint;
  private final String url;

  /**
   * A received message.
   *
   * @param receipt the handle of this one receipt
   * @param attributes those of SQS and those of the sender, as texts
   */
  public record Message(String id, String receipt, String body, Map<String, String> attributes) {
    public Message {
      attributes = Map.copyOf(attributes);
    }

    /** Returns the value of an attribute. */
    public Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }
  }

  SqsQueue(QueryCalls calls, URI endpoint, String url) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.url = url;
  }

  /**
   * Receives up to ten messages.
   *
   * @param hidden how long no other reader gets them, unless they are released
   * @return empty if no message can be received
   */
  public List<Message> receive(Duration hidden) {
    var fields = action("ReceiveMessage");
    fields.put("MaxNumberOfMessages", MOST_MESSAGES);
    fields.put("VisibilityTimeout", Long.toString(hidden.toSeconds()));
    fields.put("WaitTimeSeconds", WAIT_SECONDS);
    fields.put("AttributeName.1", "All");
    fields.put("MessageAttributeName.1", "All");
    return calls.answer(endpoint, fields).each("Message").map(SqsQueue::message).toList();
  }

  private static Message message(QueryAnswer message) {
    Map<String, String> attributes = new HashMap<>();
    message
        .each("Attribute")
        .forEach(
            each -> attributes.put(each.text("Name").orElse(""), each.text("Value").orElse("")));
    message
        .each("MessageAttribute")
        .forEach(
            each ->
                attributes.put(
                    each.text("Name").orElse(""),
                    each.each("Value")
                        .findFirst()
                        .flatMap(value -> value.text("StringValue"))
                        .orElse("")));
    return new Message(
        message.text("MessageId").orElse(""),
        message.text("ReceiptHandle").orElse(""),
        message.text("Body").orElse(""),
        attributes);
  }

  /** Deletes a received message. */
  public void delete(Message message) {
    var fields = action("DeleteMessage");
    fields.put("ReceiptHandle", message.receipt());
    calls.send(endpoint, fields);
  }

  /** Lets a received message be received again at once. */
  public void release(Message message) {
    var fields = action("ChangeMessageVisibility");
    fields.put("ReceiptHandle", message.receipt());
    fields.put("VisibilityTimeout", "0");
    calls.send(endpoint, fields);
  }

  /**
   * Sends a message to this queue, which is a FIFO queue.
   *
   * @param deduplication a second message with it is left out for five minutes
   */
  public void send(String group, String deduplication, String body) {
    var fields = action("SendMessageBatch");
    var entry = "SendMessageBatchRequestEntry.1.";
    fields.put(entry + "Id", "0");
    fields.put(entry + "MessageBody", body);
    fields.put(entry + "MessageGroupId", group);
    fields.put(entry + "MessageDeduplicationId", deduplication);
    calls
        .answer(endpoint, fields)
        .text("BatchResultErrorEntry")
        .ifPresent(
            why -> {
              throw new IllegalStateException("SQS: a message was not sent: " + why);
            });
  }

  private Map<String, String> action(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Action", name);
    fields.put("Version", VERSION);
    fields.put("QueueUrl", url);
    return fields;
  }
}
