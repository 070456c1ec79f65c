package dev.keyshelf.local.redrive;

import dev.keyshelf.aws.SqsQueue.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that was given up.
 *
 * @param function the function that failed on it, as template.yaml names it; empty if nothing in
 *     the message tells
 * @param cause why it was given up, as one line
 */
public record DeadLetter(Message message, Optional<String> function, String cause, Remedy remedy) {

  /** What a redrive does with a message. */
  public sealed interface Remedy {}

  /** The function is started again with the event that it failed on. */
  public record Start(String function, String event) implements Remedy {}

  /** The message goes back to its queue. */
  public record SendBack(String group, String body) implements Remedy {}

  /**
   * There is nothing to do again.
   *
   * @param why the rest of a sentence that begins with the message
   */
  public record Nothing(String why) implements Remedy {}

  /** Returns the id by which a person names the message. */
  public String id() {
    return message.id();
  }

  /** Returns when the message was sent; empty if the queue does not say. */
  public Optional<Instant> sentAt() {
    return message.attribute("SentTimestamp").map(Long::parseLong).map(Instant::ofEpochMilli);
  }
}
