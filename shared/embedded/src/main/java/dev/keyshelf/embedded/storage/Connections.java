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

  /** 32 MB of log. Checkpoints are rare, because each one delays a commit. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 4 * 1024;

  private Connections() {}

  /**
   * Opens the only connection that writes. Its user begins and commits transactions with SQL
   * commands, because the driver's own transactions leave half a batch if the disk is full.
   */
  static Connection writer(Path file, boolean durable) throws SQLException {
    var connection = usual(WRITER_CACHE_KIB).createConnection(url(file));
    // Set before the file has pages and before the log is enabled. Later it has no effect.
    execute(connection, "PRAGMA page_size = 8192");
    execute(connection, "PRAGMA journal_mode = WAL");
    // FULL syncs the log at each commit, so that acknowledged writes survive a power cut.
    execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "OFF"));
    execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    return connection;
  }

  static Connection reader(Path file) throws SQLException {
    var connection = usual(READER_CACHE_KIB).createConnection(url(file));
    execute(connection, "PRAGMA query_only = true");
    return connection;
  }

  /** Opens a connection that copies the file. */
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
