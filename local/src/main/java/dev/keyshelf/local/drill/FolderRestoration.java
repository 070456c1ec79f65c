package dev.keyshelf.local.drill;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.backup.Backup;
import dev.keyshelf.local.backup.Draft;
import dev.keyshelf.local.backup.Restore;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Restores a backup of a data folder, by the way of {@code ./keyshelf restore}, into a folder
 * beside it that only its owner can read.
 */
public final class FolderRestoration implements Restoration {
  private final Template template;
  private final Path data;
  private final Optional<Path> backup;
  private final Draft room;

  /**
   * Makes the folder for the copy.
   *
   * @param data the data folder. A server may be using it
   * @param backup the backup to restore; empty makes one of the data folder first
   */
  public FolderRestoration(Template template, Path data, Optional<Path> backup) {
    this.template = template;
    this.data = data;
    this.backup = backup;
    this.room = Draft.of(data.toAbsolutePath().normalize().resolveSibling("keyshelf-drill"));
  }

  @Override
  public Restored restore() {
    var source = backup.orElseGet(this::copied);
    var restored = room.folder().resolve("restored");
    Restore.from(source, restored);
    try (var cloud = EmbeddedCloud.start(restored);
        var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      return new Restored(
          Reading.items(dynamoDb, table()),
          Reading.objects(s3, seals(), _ -> true),
          Backup.takenAt(source));
    }
  }

  private Path copied() {
    var copy = room.folder().resolve("copy");
    Backup.make(data, copy);
    return copy;
  }

  private String table() {
    return template.tables().stream()
        .filter(table -> table.logicalId().equals("Table"))
        .map(Template.TableDeclaration::name)
        .findFirst()
        .orElseThrow(() -> new UserFault("the template declares no Table"));
  }

  private String seals() {
    return template.buckets().stream()
        .filter(bucket -> bucket.logicalId().equals("SealsBucket"))
        .map(Template.BucketDeclaration::name)
        .findFirst()
        .orElseThrow(() -> new UserFault("the template declares no SealsBucket"));
  }

  @Override
  public void close() {
    try {
      room.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
