package dev.keyshelf.local.backup;

import dev.keyshelf.embedded.TableFiles;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Copies a data folder while a server may be using it.
 *
 * <p>It copies the tables first, as they are at one moment, and then the objects. A file is in its
 * bucket before a record names it, and is replaced as a whole. So the copy has each object that one
 * of its records names. Objects that were created after the tables were copied are left out: no
 * record of the copy names them, and a seal among them could cover records that the copy lacks.
 * (Seals written while the tables are copied cover no newer records, since a seal is written a
 * quarter of an hour after its hour.)
 */
public final class Backup {
  /** Files that belong to one process, or that the copy of the tables creates. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "lock",
          "server.json",
          TableFiles.NAME,
          TableFiles.NAME + "-wal",
          TableFiles.NAME + "-shm");

  /**
   * The positions in the streams. Those of the copy's tables would be older. Without a position, a
   * restored folder delivers its streams from their oldest records and skips none.
   */
  private static final String POSITIONS = "streams/";

  /** Paths of S3Proxy's uploaded parts. */
  private static final Pattern PARTS = Pattern.compile("s3/[^/]+/\\.mpus-.*");

  /** S3Proxy's names of incomplete uploads, which also have no digest attribute. */
  private static final Pattern UPLOAD =
      Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final String DIGEST = "user.content-md5";

  private final Path data;
  private final Path draft;

  private Backup(Path data, Path draft) {
    this.data = data;
    this.draft = draft;
  }

  /**
   * Makes a copy and verifies it.
   *
   * @param data the data folder
   * @param target a folder that does not exist yet
   * @throws UserFault if there is nothing to copy, or the target exists or cannot be created
   */
  public static Summary make(Path data, Path target) {
    if (!Files.isRegularFile(data.resolve(TableFiles.NAME))) {
      throw new UserFault(
          "%s holds no tables: choose the data folder with --data (backup does not copy the stores that AWS_ENDPOINT_URL_... name)"
              .formatted(data));
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserFault("%s exists already; choose a new folder".formatted(target));
    }
    try (var draft = Draft.of(target)) {
      var contents = new Backup(data.toRealPath(), draft.folder().resolve(Contents.DATA)).copy();
      contents.write(draft.folder());
      check(draft.folder(), contents);
      draft.publish();
      return contents.summary();
    } catch (IOException failure) {
      throw new UserFault("%s cannot be copied: %s".formatted(data, failure), failure);
    }
  }

  /**
   * Returns the point in time as of which the tables of a copy were copied: it has each item that
   * was committed before. Empty if the copy does not say.
   *
   * @throws UserFault if the folder is not a copy, or damaged
   */
  public static Optional<Instant> takenAt(Path copy) {
    try {
      return Contents.read(copy).takenAt();
    } catch (IOException failure) {
      throw new UserFault("%s cannot be read: %s".formatted(copy, failure), failure);
    }
  }

  private Contents copy() throws IOException {
    Files.createDirectories(draft);
    var before = files();
    var takenAt = Instant.now();
    TableFiles.copy(data, draft.resolve(TableFiles.NAME));
    var tablesCopied = Instant.now();
    var counted = TableFiles.read(draft.resolve(TableFiles.NAME));
    var copied = new ArrayList<CopiedFile>();
    for (var path : files()) {
      if (before.contains(path) || isNoNewer(path, tablesCopied)) {
        FileCopy.save(data.resolve(path), draft.resolve(path), path).ifPresent(copied::add);
      }
    }
    copied.add(tables());
    return new Contents(
        new Summary(
            counted.tables(),
            counted.items(),
            copied.stream().filter(CopiedFile::isObject).count(),
            copied.stream().mapToLong(CopiedFile::size).sum()),
        Optional.of(takenAt),
        copied);
  }

  /**
   * Replaces SQLite's copy of the tables, which has this process's permissions, by a private one.
   */
  private CopiedFile tables() throws IOException {
    var file = draft.resolve(TableFiles.NAME);
    var beside = draft.resolve(TableFiles.NAME + ".copy");
    var copied = FileCopy.save(file, beside, TableFiles.NAME).orElseThrow();
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    return copied;
  }

  private Set<String> files() throws IOException {
    Set<String> found = new TreeSet<>();
    try (var paths = Files.walk(data, FileVisitOption.FOLLOW_LINKS)) {
      paths
          .filter(Files::isRegularFile)
          .map(path -> data.relativize(path).toString())
          .filter(path -> !LEFT_OUT.contains(path) && !path.startsWith(POSITIONS))
          .filter(path -> !PARTS.matcher(path).matches())
          .filter(path -> !isIncomplete(path))
          .forEach(found::add);
    } catch (UncheckedIOException vanished) {
      if (vanished.getCause() instanceof NoSuchFileException) {
        return files();
      }
      throw vanished.getCause();
    }
    return found;
  }

  private boolean isIncomplete(String path) {
    if (!path.startsWith("s3/") || !UPLOAD.matcher(path).matches()) {
      return false;
    }
    try {
      var view = Files.getFileAttributeView(data.resolve(path), UserDefinedFileAttributeView.class);
      return view != null && !view.list().contains(DIGEST);
    } catch (IOException _) {
      return true;
    }
  }

  private boolean isNoNewer(String path, Instant moment) throws IOException {
    try {
      return !Files.getLastModifiedTime(data.resolve(path)).toInstant().isAfter(moment);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /**
   * Reads all files of a copy and compares them with its contents.
   *
   * @throws UserFault if a file is missing or changed
   */
  static void check(Path folder, Contents contents) throws IOException {
    var data = folder.resolve(Contents.DATA);
    for (var file : contents.files()) {
      var place = file.in(data);
      if (!Files.isRegularFile(place)
          || Files.size(place) != file.size()
          || !FileCopy.sha256(place).equals(file.sha256())) {
        throw Contents.damaged(folder, file.path());
      }
    }
  }
}
