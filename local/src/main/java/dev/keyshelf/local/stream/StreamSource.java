package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The stream of one table. */
interface StreamSource extends AutoCloseable {
  /**
   * A part of the stream.
   *
   * @param parent the shard whose records come before; empty if there is none
   */
  record Shard(String id, Optional<String> parent) {}

  /**
   * Some records of a shard, in order.
   *
   * @param records in the form of Lambda's event
   * @param next the iterator of the next page; empty if the shard is closed and read to its end
   */
  record Page(List<ObjectNode> records, Optional<String> next) {
    public Page {
      records = List.copyOf(records);
    }
  }

  /** Returns the stream's Amazon Resource Name, which changes if the stream is enabled anew. */
  String arn();

  /** Returns the shards that the stream still has. */
  List<Shard> shards();

  /** Returns an iterator that begins at a shard's oldest record. */
  String oldest(String shard);

  /**
   * Returns an iterator that begins at a record (inclusive).
   *
   * @return empty if the stream has dropped the record, or never had it
   */
  Optional<String> at(String shard, String sequenceNumber);

  /**
   * Reads the records from an iterator on.
   *
   * @return empty if the iterator is too old, or the stream forgot its records
   */
  Optional<Page> read(String iterator);

  @Override
  void close();
}
