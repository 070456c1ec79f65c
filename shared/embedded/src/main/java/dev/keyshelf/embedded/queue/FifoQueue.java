package dev.keyshelf.embedded.queue;

import dev.keyshelf.embedded.Template.QueueDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One FIFO queue. The messages of a group are received in the order in which they were sent. While
 * one of them is received and not deleted, no other one of its group is.
 *
 * <p>It is in memory only. That is enough for a queue whose messages only say that there is
 * something to look at, and that somebody sends again.
 */
public final class FifoQueue {
  /** How long a second message with the same deduplication id of a group is left out. */
  public static final Duration DEDUPLICATED = Duration.ofMinutes(5);

  /** The longest time for which a received message is hidden. */
  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  private final QueueDeclaration declared;
  private final @Nullable FifoQueue deadLetters;
  private final InstantSource clock;
  private final Map<String, Deque<Message>> groups = new LinkedHashMap<>();
  private final Map<String, Message> received = new HashMap<>();

  /** The id of each message by its group and deduplication id, the oldest first. */
  private final Map<Sending, Remembered> remembered = new LinkedHashMap<>();

  private Runnable listener = () -> {};
  private long lastSequence;

  private record Sending(String group, String deduplication) {}

  private record Remembered(String id, String sequence, Instant until) {}

  /** What a sender learns of its message. */
  public record Sent(String id, String sequence) {}

  private static final class Message {
    final Sending sending;
    final String body;
    final Sent sent;
    final Instant sentAt;
    @Nullable Instant firstReceivedAt;
    @Nullable Instant receivedAt;
    Instant visibleAt;
    String receipt = "";
    int receives;

    Message(Sending sending, String body, Sent sent, Instant sentAt) {
      this.sending = sending;
      this.body = body;
      this.sent = sent;
      this.sentAt = sentAt;
      this.visibleAt = sentAt;
    }
  }

  /**
   * Creates an empty queue.
   *
   * @param deadLetters the queue of the declaration's redrive policy; null without one
   */
  public FifoQueue(
      QueueDeclaration declared, @Nullable FifoQueue deadLetters, InstantSource clock) {
    this.declared = declared;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** Returns the name, which ends in {@code .fifo}. */
  public String name() {
    return declared.name();
  }

  /**
   * Runs something after each change that may let a message be received. It must return at once.
   */
  public synchronized void onChange(Runnable newListener) {
    listener = newListener;
  }

  /**
   * Adds a message, unless its group was sent one with the same deduplication id within {@link
   * #DEDUPLICATED}, even if that one is deleted.
   *
   * @return the message's ids, or those of the earlier one
   * @throws Refused if an id is missing or malformed
   */
  public Sent send(String group, String deduplication, String body) {
    requireId("MessageGroupId", group);
    requireId("MessageDeduplicationId", deduplication);
    if (body.isEmpty()) {
      throw new Refused("MissingParameter", "The request must contain the parameter MessageBody.");
    }
    var sent = added(new Sending(group, deduplication), body);
    listener.run();
    return sent;
  }

  private static void requireId(String name, String value) {
    if (value.isEmpty()) {
      throw new Refused(
          "MissingParameter", "The request must contain the parameter %s.".formatted(name));
    }
    if (!ID.matcher(value).matches()) {
      throw new Refused(
          "InvalidParameterValue",
          "Value %s for parameter %s is invalid. Reason: it can have 1 to 128 letters, digits and punctuation characters."
              .formatted(value, name));
    }
  }

  private synchronized Sent added(Sending sending, String body) {
    Instant now = clock.instant();
    remembered.values().removeIf(each -> !now.isBefore(each.until()));
    var earlier = remembered.get(sending);
    if (earlier != null) {
      return new Sent(earlier.id(), earlier.sequence());
    }
    var sent = new Sent(UUID.randomUUID().toString(), sequence(++lastSequence));
    remembered.put(sending, new Remembered(sent.id(), sent.sequence(), now.plus(DEDUPLICATED)));
    groups
        .computeIfAbsent(sending.group(), _ -> new ArrayDeque<>())
        .add(new Message(sending, body, sent, now));
    return sent;
  }

  /** Returns a number with as many digits as SQS's own have, so that they sort as texts. */
  private static String sequence(long number) {
    return String.format(Locale.ROOT, "%020d", number);
  }

  /**
   * Receives one message: of the groups that have one to receive, the one whose message was sent
   * first. Messages that were received too often go to the dead letters.
   *
   * @return empty if no message can be received
   */
  public synchronized Optional<Received> receive() {
    Instant now = clock.instant();
    forgetOld(now);
    while (true) {
      var first = heads().filter(head -> !now.isBefore(head.visibleAt)).min(FifoQueue::bySequence);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      var message = first.get();
      if (!isGivenUp(message)) {
        return Optional.of(handedOut(message, now));
      }
    }
  }

  private Stream<Message> heads() {
    return groups.values().stream().map(Deque::getFirst);
  }

  private static int bySequence(Message one, Message other) {
    return one.sent.sequence().compareTo(other.sent.sequence());
  }

  private boolean isGivenUp(Message message) {
    var redrive = declared.redrive();
    if (redrive == null || deadLetters == null || message.receives < redrive.most()) {
      return false;
    }
    remove(message);
    deadLetters.take(message);
    return true;
  }

  /** Adds a message of another queue, with its ids. Its time in this queue begins. */
  private void take(Message other) {
    synchronized (this) {
      var message = new Message(other.sending, other.body, other.sent, clock.instant());
      groups.computeIfAbsent(other.sending.group(), _ -> new ArrayDeque<>()).add(message);
    }
    listener.run();
  }

  private Received handedOut(Message message, Instant now) {
    received.remove(message.receipt);
    message.receipt = UUID.randomUUID().toString();
    message.receives++;
    message.receivedAt = now;
    message.visibleAt = now.plus(declared.visibility());
    var firstReceivedAt = message.firstReceivedAt == null ? now : message.firstReceivedAt;
    message.firstReceivedAt = firstReceivedAt;
    received.put(message.receipt, message);
    return new Received(
        message.sent.id(),
        message.receipt,
        message.sending.group(),
        message.sending.deduplication(),
        message.body,
        message.sent.sequence(),
        message.sentAt,
        firstReceivedAt,
        message.receives);
  }

  private void forgetOld(Instant now) {
    groups.values().stream()
        .flatMap(Deque::stream)
        .filter(message -> !now.isBefore(message.sentAt.plus(declared.retention())))
        .toList()
        .forEach(this::remove);
  }

  private void remove(Message message) {
    received.remove(message.receipt);
    groups.computeIfPresent(
        message.sending.group(),
        (_, messages) -> {
          messages.remove(message);
          return messages.isEmpty() ? null : messages;
        });
  }

  /**
   * Deletes a received message. The next one of its group can then be received.
   *
   * @throws Refused if the receipt is unknown, or the message was received again or is visible
   *     again
   */
  public void delete(String receipt) {
    synchronized (this) {
      remove(held(receipt));
    }
    listener.run();
  }

  /**
   * Hides a received message for a time from now on.
   *
   * @param time zero to let it be received again at once
   * @throws Refused if the receipt is not valid, or the time is too long
   */
  public void hide(String receipt, Duration time) {
    synchronized (this) {
      if (time.isNegative() || time.compareTo(LONGEST_HIDDEN) > 0) {
        throw new Refused(
            "InvalidParameterValue",
            "Value %s for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and %s."
                .formatted(time.toSeconds(), LONGEST_HIDDEN.toSeconds()));
      }
      var message = held(receipt);
      Instant until = clock.instant().plus(time);
      Instant since = message.receivedAt == null ? message.sentAt : message.receivedAt;
      if (until.isAfter(since.plus(LONGEST_HIDDEN))) {
        throw new Refused(
            "InvalidParameterValue",
            "Total VisibilityTimeout for the message is beyond the limit [%s seconds]"
                .formatted(LONGEST_HIDDEN.toSeconds()));
      }
      message.visibleAt = until;
    }
    listener.run();
  }

  private Message held(String receipt) {
    var message = received.get(receipt);
    if (message == null || !clock.instant().isBefore(message.visibleAt)) {
      throw new Refused(
          "InvalidParameterValue",
          "Value %s for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired."
              .formatted(receipt));
    }
    return message;
  }

  /** Returns when a message can be received next; empty if the queue is empty. */
  public synchronized Optional<Instant> next() {
    return heads().map(head -> head.visibleAt).min(Instant::compareTo);
  }

  /** Returns how many messages there are, received ones included. */
  public synchronized int size() {
    return groups.values().stream().mapToInt(Deque::size).sum();
  }
}
