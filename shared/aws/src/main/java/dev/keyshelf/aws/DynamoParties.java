package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Seller;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The parties of documents in DynamoDB. */
final class DynamoParties implements Parties {
  private static final String IMPORTED_AT = "importedAt";

  private final Table table;
  private final Clock clock;

  DynamoParties(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Optional<Seller> seller() {
    return table.get(PartyItems.SELLER).map(PartyItems::seller);
  }

  @Override
  public Optional<Instant> sellerImportedAt() {
    return table.get(PartyItems.SELLER).map(item -> item.instant(IMPORTED_AT));
  }

  @Override
  public Optional<Buyer> buyer(PartnerId partner) {
    return table.get(PartyItems.buyer(partner)).flatMap(PartyItems::buyer);
  }

  @Override
  public Optional<Seller> reseller(PartnerId partner) {
    return table.get(PartyItems.buyer(partner)).flatMap(PartyItems::reseller);
  }

  @Override
  public void publish(Seller seller, Instant suppliedAt) {
    put(PartyItems.item(seller).with(IMPORTED_AT, clock.instant()), suppliedAt);
  }

  @Override
  public void publish(
      PartnerId partner, Optional<Buyer> buyer, Optional<Seller> reseller, Instant suppliedAt) {
    put(PartyItems.item(partner, buyer, reseller), suppliedAt);
  }

  private void put(Item item, Instant suppliedAt) {
    table
        .writes()
        .put(
            item.with(DynamoPartners.SUPPLIED_AT, suppliedAt),
            DynamoPartners.NOT_LATER,
            Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(suppliedAt))));
  }
}
