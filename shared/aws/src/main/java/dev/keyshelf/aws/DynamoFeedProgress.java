package dev.keyshelf.aws;

import dev.keyshelf.domain.feed.FeedProgress;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores in DynamoDB how far each partner's log is compared with its feed. */
final class DynamoFeedProgress implements FeedProgress {
  private static final String COMPARED_TO = "comparedTo";
  private static final String FIRST_RUN = "firstRun";

  private final Table table;

  DynamoFeedProgress(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Compared> find(PartnerId partner) {
    return table
        .get(FeedKeys.compared(partner))
        .map(item -> new Compared(item.instant(COMPARED_TO), item.instant(FIRST_RUN)));
  }

  @Override
  public void note(PartnerId partner, Compared compared) {
    // If two runs race, the one that is behind changes nothing. Nor does a second first run.
    table
        .writes()
        .put(
            Item.at(FeedKeys.compared(partner))
                .with(COMPARED_TO, compared.to())
                .with(FIRST_RUN, compared.firstRun()),
            "attribute_not_exists(%s) OR (%s < :to AND %s = :firstRun)"
                .formatted(Keys.PARTITION, COMPARED_TO, FIRST_RUN),
            Map.of(
                ":to", AttributeValue.fromS(Keys.time(compared.to())),
                ":firstRun", AttributeValue.fromS(Keys.time(compared.firstRun()))));
  }
}
