package dev.keyshelf.local.listen;

import dev.keyshelf.local.machine.Endpoint;

/** A feed that is read page by page. */
@FunctionalInterface
public interface Feed {
  /** The value of {@code after} that stands for the end of the feed. */
  String END = "latest";

  /**
   * Reads the page after a number, or after {@link #END}.
   *
   * @param wait the number of seconds that the server may hold the answer until there is an event
   */
  FeedAnswer read(Endpoint endpoint, String after, int wait) throws InterruptedException;
}
