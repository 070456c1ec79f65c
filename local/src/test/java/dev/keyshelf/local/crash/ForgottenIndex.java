package dev.keyshelf.local.crash;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.api.Shop;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes an order what 0.1.0 wrote: without its places in the index of the desk. */
final class ForgottenIndex {
  private ForgottenIndex() {}

  /** Forgets the places of an order without a term, and how far the index was completed. */
  static void of(Shop shop, String order) {
    try (var dynamo = Stores.dynamoDb(shop.machine().storeEnvironment())) {
      var table = dynamo.listTables().tableNames().getFirst();
      for (var item : shop.items()) {
        var key = Map.of("pk", value(item, "pk"), "sk", value(item, "sk"));
        if (value(item, "pk").s().startsWith("DESK#")) {
          dynamo.deleteItem(delete -> delete.tableName(table).key(key));
        } else if (item.containsKey("deskSort") && value(item, "sk").s().contains(order)) {
          dynamo.updateItem(
              update ->
                  update
                      .tableName(table)
                      .key(key)
                      .updateExpression("REMOVE deskPartition, deskSort"));
        }
      }
    }
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name));
  }
}
