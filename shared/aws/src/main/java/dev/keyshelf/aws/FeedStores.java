package dev.keyshelf.aws;

import dev.keyshelf.domain.feed.FeedProgress;
import dev.keyshelf.domain.feed.Feeds;
import java.time.Duration;

/**
 * The stores of the event feeds.
 *
 * @param progress how far each log is compared with its feed
 * @param longestWait how long an answer may wait for an event
 */
public record FeedStores(Feeds feeds, FeedProgress progress, Duration longestWait) {
  static FeedStores of(Table table, Environment environment) {
    return new FeedStores(
        new DynamoFeeds(table, DynamoFeeds.BLOCK),
        new DynamoFeedProgress(table),
        environment.eventsWait());
  }
}
