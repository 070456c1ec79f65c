package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.KeyBytes;

/** The kinds of entries in the storage. The first byte of a key says which kind it is. */
enum Place {
  /** A table's definition, by name. */
  TABLE(1),
  /** An item, by table and key. */
  ITEM(2),
  /** An entry of an index, by table, index, its key, and the item's key. */
  INDEX(3),
  /** A stream record, by table and number. Without a number: the number trimmed last. */
  STREAM(4),
  /** An item that expires, by table, time, and the item's storage key. */
  EXPIRY(5),
  /** A transaction's token, by its time and text. */
  TOKEN(6);

  private final byte first;

  Place(int first) {
    this.first = (byte) first;
  }

  KeyBytes key() {
    return new KeyBytes().add(first);
  }
}
