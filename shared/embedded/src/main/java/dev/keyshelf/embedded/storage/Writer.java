package dev.keyshelf.embedded.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The only connection that writes. Only one thread uses it. */
final class Writer implements AutoCloseable {
  private static final byte[] NUMBER_KEY = {0};

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement removeAll;
  private long number;

  /**
   * Opens a file, and creates it if it does not exist.
   *
   * @param durable whether each commit is synced to disk
   * @param checked whether to read every page first
   */
  Writer(Path file, boolean durable, boolean checked) throws SQLException {
    this.connection = Connections.writer(file, durable);
    try {
      Format.prepare(connection, file, checked);
      this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
      this.commit = connection.prepareStatement("COMMIT");
      this.put =
          connection.prepareStatement(
              "INSERT INTO entries (k, v) VALUES (?, ?)"
                  + " ON CONFLICT (k) DO UPDATE SET v = excluded.v");
      this.remove = connection.prepareStatement("DELETE FROM entries WHERE k = ?");
      this.removeAll = connection.prepareStatement("DELETE FROM entries WHERE k >= ? AND k < ?");
      this.number = lastNumber();
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private long lastNumber() throws SQLException {
    try (var statement = connection.prepareStatement("SELECT v FROM entries WHERE k = ?")) {
      statement.setBytes(1, NUMBER_KEY);
      try (var found = statement.executeQuery()) {
        return found.next() ? ByteBuffer.wrap(found.getBytes(1)).getLong() : 0;
      }
    }
  }

  /**
   * Commits batches together. Returns once they are on disk.
   *
   * @throws SQLException if they could not be written; then this writer must not be used again
   */
  void commit(List<Batch> batches) throws SQLException {
    begin.execute();
    long before = number;
    for (Batch batch : batches) {
      for (Batch.Change change : batch.changes()) {
        apply(change);
      }
    }
    if (number > before) {
      put(NUMBER_KEY, eightBytes(number));
    }
    commit.execute();
  }

  private void apply(Batch.Change change) throws SQLException {
    byte[] value = change.value();
    byte[] end = change.end();
    if (end != null) {
      removeAll.setBytes(1, change.key());
      removeAll.setBytes(2, end);
      removeAll.executeUpdate();
    } else if (value == null) {
      remove.setBytes(1, change.key());
      remove.executeUpdate();
    } else if (change.numbered()) {
      byte[] key = change.key();
      number++;
      put(ByteBuffer.allocate(key.length + Long.BYTES).put(key).putLong(number).array(), value);
    } else {
      put(change.key(), value);
    }
  }

  private void put(byte[] key, byte[] value) throws SQLException {
    put.setBytes(1, key);
    put.setBytes(2, value);
    put.executeUpdate();
  }

  private static byte[] eightBytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** Closes the connection, which rolls back uncommitted changes. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
