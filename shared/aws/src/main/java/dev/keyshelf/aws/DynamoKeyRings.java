package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.key.KeyRings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The one item that names the keys which seal and hash the table's secrets. */
final class DynamoKeyRings implements KeyRings {
  private final Table table;

  DynamoKeyRings(Table table) {
    this.table = table;
  }

  @Override
  public Optional<KeyRing> find() {
    return table
        .get(Keys.keyRing())
        .map(
            item ->
                new KeyRing(item.text("sealing"), List.of(item.text("hashing").split(",", -1))));
  }

  @Override
  public boolean note(KeyRing ring, Optional<KeyRing> before) {
    var item =
        Item.at(Keys.keyRing())
            .with("sealing", ring.sealing())
            .with("hashing", String.join(",", ring.hashing()));
    return before
        .map(
            known ->
                table
                    .writes()
                    .put(
                        item,
                        "sealing = :sealing AND hashing = :hashing",
                        Map.of(
                            ":sealing", AttributeValue.fromS(known.sealing()),
                            ":hashing", AttributeValue.fromS(String.join(",", known.hashing())))))
        .orElseGet(
            () ->
                table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of()));
  }
}
