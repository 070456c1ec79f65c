package dev.keyshelf.local.permission;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.Settings;
import java.util.HashMap;
import java.util.List;

/** The keys that a machine notes in its table: those of its key file. */
final class KeysOfTheMachine {
  private KeysOfTheMachine() {}

  /** Removes the note, so that a function notes the keys of KMS, as the first one does on AWS. */
  static void forget(Shop shop) {
    var table = Template.read(Settings.defaultTemplate()).tables().getFirst().name();
    try (var dynamoDb = Stores.dynamoDb(shop.machine().storeEnvironment())) {
      for (var item : shop.items()) {
        var key = new HashMap<>(item);
        key.keySet().retainAll(List.of("pk", "sk"));
        if (key.toString().contains("KEYRING")) {
          dynamoDb.deleteItem(delete -> delete.tableName(table).key(key));
        }
      }
    }
  }
}
