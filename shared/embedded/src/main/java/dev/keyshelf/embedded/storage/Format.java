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
   * @param whole whether every page is read
   * @throws StorageException if the file is of another program or version, or damaged
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
    // Together: a process that ends in between leaves an empty file, not one without a version.
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
        // The first line may only name the database, which is always "main".
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
