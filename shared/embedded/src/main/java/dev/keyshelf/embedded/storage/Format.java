package dev.keyshelf.embedded.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The format of the file: one table of entries, and a version that says which releases can read it.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">PRAGMA user_version</a>
 */
final class Format {
  /** The application id of this store's SQLite files: the letters "KSHF". */
  private static final int APPLICATION = 0x4B534846;

  private static final int VERSION = 1;
  private static final String COUNT_TABLES = "SELECT count(*) FROM sqlite_schema";

  private Format() {}

  /**
   * Prepares a new file, and checks that an existing one can be read.
   *
   * @param whole whether to read every page
   * @throws StorageException if the file belongs to another program, has another version, or is
   *     damaged
   */
  static void prepare(Connection connection, Path file, boolean whole) throws SQLException {
    if (number(connection, "PRAGMA application_id") == 0
        && number(connection, "PRAGMA user_version") == 0
        && number(connection, COUNT_TABLES) == 0) {
      create(connection);
    }
    check(connection, file, whole);
  }

  /**
   * Checks that a file can be read.
   *
   * @param whole whether to read every page
   * @throws StorageException if the file belongs to another program, has another version, or is
   *     damaged
   */
  static void check(Connection connection, Path file, boolean whole) throws SQLException {
    long version = number(connection, "PRAGMA user_version");
    if (number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new StorageException(file + " is not a file of this store");
    }
    if (version != VERSION) {
      throw new StorageException(
          "%s has format %s; this release reads format %s only: use the release that wrote it"
              .formatted(file, version, VERSION));
    }
    if (whole) {
      checkWhole(connection, file);
    }
  }

  private static void create(Connection connection) throws SQLException {
    // In one transaction: a process that dies in between leaves an empty file, not a broken one.
    Connections.execute(connection, "BEGIN IMMEDIATE");
    Connections.execute(connection, "PRAGMA application_id = " + APPLICATION);
    Connections.execute(
        connection, "CREATE TABLE entries (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID");
    Connections.execute(connection, "PRAGMA user_version = " + VERSION);
    Connections.execute(connection, "COMMIT");
  }

  private static void checkWhole(Connection connection, Path file) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("PRAGMA quick_check(1)")) {
      String answer = found.next() ? found.getString(1) : "no answer";
      if (!answer.equals("ok")) {
        // Shows the last line, because the first one may only name the database, always "main".
        throw new StorageException(
            "%s is damaged (%s); restore a backup"
                .formatted(file, answer.lines().reduce("", (_, last) -> last)));
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
