package dev.keyshelf.aws;

/** The key text of what operators do with keys in stock, apart from {@link Keys} for its length. */
final class StockKeys {
  private StockKeys() {}

  static String quarantine(String pool, int shard) {
    return "QUARANTINE#" + pool + "#" + shard;
  }

  /** That keys of a pool may be in another one. */
  static Key move(String from, String to) {
    return new Key("MOVED#" + from, to);
  }

  /** How far an operator's change of stock is. */
  static Key stockWork(String id) {
    return new Key("STOCK#" + id, Keys.ALONE);
  }

  /** The shards of a batch's sold keys: one for each first digit of an id. */
  static final String SOLD_SHARDS = "0123456789abcdef";

  /** Where the index has the sold keys of a batch. */
  static String soldKeys(String origin, char shard) {
    return "SOLD#" + origin + "#" + shard;
  }
}
