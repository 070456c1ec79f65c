package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.KeyBytes;

/** Where things lie in the storage: the first byte of their keys. */
enum Place {
  /** A table's definition, by name. */
  TABLE(1),
  /** An item, by table and key. */
  ITEM(2),
  /** An entry of an index, by table, index, its key, and the item's key. */
  INDEX(3),
  /** A change of an item, by table and number; with the table alone, the last one forgotten. */
  STREAM(4),
  /** An item that expires, by table, time, and the item's place. */
  EXPIRY(5),
  /** A request's token, by its time and text. */
  TOKEN(6);

  private final byte first;

  Place(int first) {
    this.first = (byte) first;
  }

  KeyBytes key() {
    return new KeyBytes().add(first);
  }
}
