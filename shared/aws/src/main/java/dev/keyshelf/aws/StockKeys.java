package dev.keyshelf.aws;

/** Makes the table's keys for operators' work on stock. Split from {@link Keys} for its length. */
final class StockKeys {
  private StockKeys() {}

  static String quarantine(String pool, int shard) {
    return "QUARANTINE#" + pool + "#" + shard;
  }

  /** The entry which says that keys of a pool may have moved to another one. */
  static Key move(String from, String to) {
    return new Key("MOVED#" + from, to);
  }

  /** The progress of an operator's change of stock. */
  static Key stockWork(String id) {
    return new Key("STOCK#" + id, Keys.ALONE);
  }

  /** How many partitions the last counts have, since each page of the catalogue reads some. */
  static final int COUNT_SHARDS = 16;

  /** The last count of a pool. */
  static Key count(String pool) {
    return new Key(counts(Math.floorMod(pool.hashCode(), COUNT_SHARDS)), pool);
  }

  /** Returns the partition of a shard's last counts. */
  static String counts(int shard) {
    return "STOCKCOUNT#" + shard;
  }

  /** The shards of a batch's sold keys: one for each first digit of an id. */
  static final String SOLD_SHARDS = "0123456789abcdef";

  /** Returns the index partition of a batch's sold keys. */
  static String soldKeys(String origin, char shard) {
    return "SOLD#" + origin + "#" + shard;
  }
}
