package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.KeyPlaces;
import dev.keyshelf.domain.key.Supply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Issued keys in DynamoDB, across customers: by the item that makes each unique, or by five
 * characters. A supplied key's item says which batch brought it, and an index has the sold keys of
 * a batch. A made key's item says whose it is.
 */
final class DynamoKeyPlaces implements KeyPlaces {
  private final Table table;
  private final KeyAdmission admission;

  DynamoKeyPlaces(Table table, KeyAdmission admission) {
    this.table = table;
    this.admission = admission;
  }

  @Override
  public List<Place> find(PartnerId partner, List<Fingerprint> keys) {
    // By another hash key, each key would seem to be nobody's.
    admission.check();
    var known =
        table.get(keys.stream().flatMap(Fingerprint::all).map(Keys::keyUniqueness).toList());
    return known.stream()
        .flatMap(item -> issued(item).stream())
        .filter(place -> isOf(partner, place))
        .distinct()
        .flatMap(place -> table.get(place).stream())
        .map(DynamoKeyPlaces::place)
        .toList();
  }

  private Optional<Key> issued(Item known) {
    if (known.has(IssuedKeyItems.ISSUED_IN)) {
      return Optional.of(
          new Key(known.text(IssuedKeyItems.ISSUED_IN), known.text(IssuedKeyItems.ISSUED_AS)));
    }
    if (!known.has("id")) {
      // It was made, or imported, by a release that did not note where it is.
      return Optional.empty();
    }
    var id = known.text("id");
    var origin = new Supply(known.text("pool"), known.text("batch")).origin();
    var page =
        table.queryIndex(
            Keys.WINDOWS_INDEX,
            Keys.WINDOW_SHARD + " = :shard AND " + Keys.WINDOW_SORT + " = :id",
            Map.of(
                ":shard", AttributeValue.fromS(StockKeys.soldKeys(origin, id.charAt(0))),
                ":id", AttributeValue.fromS(id)),
            1,
            null);
    return page.items().stream().findFirst().map(Item::key);
  }

  @Override
  public Places list(PartnerId partner, String lastFive) {
    var page =
        table.queryIndex(
            Keys.DESK_INDEX,
            DeskKeys.PARTITION + " = :five",
            Map.of(":five", AttributeValue.fromS(DeskKeys.lastFive(partner, lastFive))),
            MOST,
            null);
    var keys = page.items().stream().map(Item::key).toList();
    List<Place> places =
        keys.isEmpty()
            ? List.of()
            : table.get(keys).stream()
                .sorted((one, other) -> one.key().toString().compareTo(other.key().toString()))
                .map(DynamoKeyPlaces::place)
                .toList();
    return new Places(places, page.more());
  }

  private static boolean isOf(PartnerId partner, Key place) {
    return place.partition().split("#", 3)[1].equals(partner.value());
  }

  private static Place place(Item issued) {
    var customer = issued.text(Keys.PARTITION).split("#", 3)[2];
    var entitlement = issued.text(Keys.SORT).split("#", 3)[1];
    return new Place(
        new CustomerId(customer), IssuedKeyItems.key(new EntitlementId(entitlement), issued));
  }
}
