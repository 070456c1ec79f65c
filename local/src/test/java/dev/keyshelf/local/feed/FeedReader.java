package dev.keyshelf.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reads a feed through the API from its beginning to its end, page by page. */
final class FeedReader {
  private static final int LARGEST_PAGE = 200;

  private FeedReader() {}

  /**
   * Returns what the reader is told.
   *
   * @param more further parameters, each begun with an ampersand
   */
  static List<Told> read(Client reader, String more, Random random) {
    var told = new ArrayList<Told>();
    long before;
    long after = 0;
    do {
      before = after;
      int limit = 1 + random.nextInt(LARGEST_PAGE);
      var page =
          reader.get("/v1/events?after=%s&limit=%s%s".formatted(before, limit, more)).expect(200);
      var items = page.json().path("items");
      after = page.json().path("examinedUpTo").asLong();
      assertThat(after).isGreaterThanOrEqualTo(before);
      assertThat(items.size()).isLessThanOrEqualTo(limit);
      for (var item : items) {
        var event = Told.of(item);
        assertThat(event.number()).isBetween(before + 1, after);
        told.add(event);
      }
    } while (after > before);
    return told;
  }
}
