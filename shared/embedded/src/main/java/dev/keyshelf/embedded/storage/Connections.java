package dev.keyshelf.embedded.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * Opens connections to a file.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-Ahead Logging</a>
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_synchronous">PRAGMA synchronous</a>
 */
final class Connections {
  private static final int BUSY_MILLISECONDS = 10_000;

  /** Rare, since each checkpoint makes one commit wait; 32 MB of log. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 4 * 1024;

  private Connections() {}

  /**
   * Opens the one connection that writes. Transactions are begun and committed by commands, since
   * the driver's own way leaves half a batch after a full disk.
   */
  static Connection writer(Path file, boolean durable) throws SQLException {
    var connection = usual(WRITER_CACHE_KIB).createConnection(url(file));
    // Before the file has pages, and before the log, which fixes their size.
    execute(connection, "PRAGMA page_size = 8192");
    execute(connection, "PRAGMA journal_mode = WAL");
    // FULL syncs the log at each commit: what is answered survives a power cut.
    execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "OFF"));
    execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    return connection;
  }

  static Connection reader(Path file) throws SQLException {
    var connection = usual(READER_CACHE_KIB).createConnection(url(file));
    execute(connection, "PRAGMA query_only = true");
    return connection;
  }

  /** Opens a connection that copies. */
  static Connection copier(Path file) throws SQLException {
    return usual(READER_CACHE_KIB).createConnection(url(file));
  }

  static void execute(Connection connection, String command) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static SQLiteConfig usual(int cacheKib) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setCacheSize(-cacheKib);
    return config;
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }
}
