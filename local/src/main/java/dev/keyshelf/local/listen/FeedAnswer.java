package dev.keyshelf.local.listen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a request for a page of the feed came to. */
public sealed interface FeedAnswer {
  /**
   * A page.
   *
   * @param items events, in the feed's order
   * @param examinedUpTo the number after which to read on
   */
  record Page(List<JsonNode> items, long examinedUpTo) implements FeedAnswer {
    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }

  /** The server refuses the request, and would refuse it again. */
  record Refused(String why) implements FeedAnswer {}

  /** The server is stopped, overloaded or failing, so the same request may work later. */
  record Away(String why) implements FeedAnswer {}
}
