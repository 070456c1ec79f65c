package dev.keyshelf.aws;

import dev.keyshelf.domain.feed.FeedProgress;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores in DynamoDB how far each partner's log is compared with its feed. */
final class DynamoFeedProgress implements FeedProgress {
  private static final String COMPARED_TO = "comparedTo";

  private final Table table;

  DynamoFeedProgress(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Instant> comparedTo(PartnerId partner) {
    return table.get(FeedKeys.compared(partner)).map(item -> item.instant(COMPARED_TO));
  }

  @Override
  public void note(PartnerId partner, Instant comparedTo) {
    // If two runs race, the one that is behind changes nothing.
    table
        .writes()
        .put(
            Item.at(FeedKeys.compared(partner)).with(COMPARED_TO, comparedTo),
            "attribute_not_exists(" + Keys.PARTITION + ") OR " + COMPARED_TO + " < :comparedTo",
            Map.of(":comparedTo", AttributeValue.fromS(Keys.time(comparedTo))));
  }
}
