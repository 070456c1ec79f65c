package dev.keyshelf.embedded.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that reads committed entries. One thread at a time may use it. */
final class Reader implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement get;
  private final PreparedStatement ascending;
  private final PreparedStatement descending;

  Reader(Path file) throws SQLException {
    this.connection = Connections.reader(file);
    this.get = connection.prepareStatement("SELECT v FROM entries WHERE k = ?");
    var range = "SELECT k, v FROM entries WHERE k >= ? AND k < ? ORDER BY k ";
    this.ascending = connection.prepareStatement(range + "ASC");
    this.descending = connection.prepareStatement(range + "DESC");
  }

  byte @Nullable [] get(byte[] key) throws SQLException {
    get.setBytes(1, key);
    try (var found = get.executeQuery()) {
      return found.next() ? found.getBytes(1) : null;
    }
  }

  List<Optional<byte[]>> getAll(List<byte[]> keys) throws SQLException {
    // All reads of one transaction see the state at its first read.
    Connections.execute(connection, "BEGIN");
    try {
      var values = new ArrayList<Optional<byte[]>>();
      for (byte[] key : keys) {
        values.add(Optional.ofNullable(get(key)));
      }
      return values;
    } finally {
      Connections.execute(connection, "COMMIT");
    }
  }

  void scan(byte[] from, byte[] to, boolean forward, Entries entries) throws SQLException {
    var range = forward ? ascending : descending;
    range.setBytes(1, from);
    range.setBytes(2, to);
    try (var found = range.executeQuery()) {
      boolean wanted = true;
      while (wanted && found.next()) {
        wanted = entries.next(found.getBytes(1), found.getBytes(2));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
