package dev.keyshelf.embedded.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The form of the file: one table of entries, and a version that tells which program can read it.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">PRAGMA user_version</a>
 */
final class Format {
  /** What SQLite files of this store are marked with: the letters "KSHF". */
  private static final int APPLICATION = 0x4B534846;

  private static final int VERSION = 1;
  private static final String COUNT_TABLES = "SELECT count(*) FROM sqlite_schema";

  private Format() {}

  /**
   * Makes a new file ready; checks that an old one can be read.
   *
   * @param whole whether every page is read
   * @throws StorageException if the file is of another program or version, or damaged
   */
  static void check(Connection connection, Path file, boolean whole) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    if (application == 0 && version == 0 && number(connection, COUNT_TABLES) == 0) {
      create(connection);
    } else if (application != APPLICATION) {
      throw new StorageException(file + " is not a file of this store");
    } else if (version != VERSION) {
      throw new StorageException(
          "%s has format %s; this release reads format %s only: use the release that wrote it"
              .formatted(file, version, VERSION));
    }
    if (whole) {
      checkWhole(connection, file);
    }
  }

  private static void create(Connection connection) throws SQLException {
    Connections.execute(connection, "PRAGMA application_id = " + APPLICATION);
    Connections.execute(
        connection, "CREATE TABLE entries (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID");
    // Last: a file that has its version has its table.
    Connections.execute(connection, "PRAGMA user_version = " + VERSION);
  }

  private static void checkWhole(Connection connection, Path file) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("PRAGMA quick_check(1)")) {
      String answer = found.next() ? found.getString(1) : "no answer";
      if (!answer.equals("ok")) {
        throw new StorageException(
            "%s is damaged (%s); restore a backup"
                .formatted(file, answer.lines().findFirst().orElse("")));
      }
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      return found.next() ? found.getLong(1) : 0;
    }
  }
}
