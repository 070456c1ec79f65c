package dev.keyshelf.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Lets the stream and the schedule publish the same records at the same time. */
class FeedRaceTest {
  @Test
  void aRecordThatBothPublishGetsOneNumber() {
    try (var shop = Shop.open()) {
      shop.customerOf("partner-a", "US");
      shop.machine().clock().advance(Duration.ofHours(2));
      shop.machine().schedules().fire("SealActivity");
      List<String> races = new ArrayList<>();
      // The schedule has seen what has no number. The stream publishes it first.
      Script overtaken =
          (moment, request) -> {
            if (moment == Moment.BEFORE_THE_CALL
                && request instanceof TransactWriteItemsRequest
                && races.isEmpty()) {
              races.add("once");
              CompletableFuture.runAsync(shop.machine().pump()::drain).join();
            }
          };

      StoreFaults.during(
          overtaken,
          shop.machine().functions(),
          () -> shop.machine().schedules().fire("CompleteFeeds"));

      assertThat(races).hasSize(1);
      assertThat(FeedAndLog.differences(shop)).isEmpty();
    }
  }
}
