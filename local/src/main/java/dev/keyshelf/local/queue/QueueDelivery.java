package dev.keyshelf.local.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.queue.FifoQueue;
import dev.keyshelf.embedded.queue.Received;
import dev.keyshelf.embedded.queue.Refused;
import dev.keyshelf.local.gateway.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hands received messages to a mapping's function, one at a time, and deletes those it handled. */
final class QueueDelivery {
  private static final System.Logger LOG = System.getLogger(QueueDelivery.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final QueueMapping mapping;
  private final FifoQueue queue;
  private final Invocation functions;
  private final String region;

  QueueDelivery(QueueMapping mapping, FifoQueue queue, Invocation functions, String region) {
    this.mapping = mapping;
    this.queue = queue;
    this.functions = functions;
    this.region = region;
  }

  /**
   * Invokes the function. A message that it does not handle stays in the queue, and is received
   * again when it becomes visible.
   */
  void deliver(Received message) {
    try {
      if (isHandled(message, functions.invoke(mapping.function(), event(message)))) {
        queue.delete(message.receipt());
      }
    } catch (Refused late) {
      LOG.log(
          Level.WARNING,
          "{0} took so long that its message is delivered again: {1}",
          mapping.function(),
          late.getMessage());
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "{0} failed. Its message is delivered again: {1}",
          mapping.function(),
          failure.toString());
    }
  }

  /** As Lambda has it, an answer that names another message means that none is handled. */
  private boolean isHandled(Received message, byte[] answer) {
    if (!mapping.reportsFailures()) {
      return true;
    }
    var failures = parsed(answer).path("batchItemFailures");
    for (JsonNode failure : failures) {
      if (!failure.path("itemIdentifier").asText().equals(message.id())) {
        LOG.log(Level.WARNING, "{0} names a message that it did not get", mapping.function());
      }
    }
    return failures.isEmpty();
  }

  private static JsonNode parsed(byte[] answer) {
    try {
      return JSON.readTree(answer);
    } catch (IOException malformed) {
      throw new UncheckedIOException("the function's answer is not JSON", malformed);
    }
  }

  private byte[] event(Received message) {
    var event = JSON.createObjectNode();
    var json = event.putArray("Records").addObject();
    json.put("messageId", message.id())
        .put("receiptHandle", message.receipt())
        .put("body", message.body());
    json.putObject("attributes")
        .put("ApproximateReceiveCount", Integer.toString(message.receives()))
        .put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()))
        .put("SequenceNumber", message.sequence())
        .put("MessageGroupId", message.group())
        .put("SenderId", "000000000000")
        .put("MessageDeduplicationId", message.deduplication())
        .put(
            "ApproximateFirstReceiveTimestamp",
            Long.toString(message.firstReceivedAt().toEpochMilli()));
    json.putObject("messageAttributes");
    json.put("md5OfBody", md5(message.body()))
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:%s:000000000000:%s".formatted(region, queue.name()))
        .put("awsRegion", region);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
