package dev.keyshelf.local.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Copies files with their permissions and extended attributes, and syncs them to disk. */
final class FileCopy {
  /** The permissions of all files in a copy, since some hold secrets. */
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final int BUFFER = 128 * 1024;

  private FileCopy() {}

  /**
   * Copies a file that may be replaced meanwhile. It retries until the copy is of one version.
   *
   * @return empty if the file was deleted
   */
  static Optional<CopiedFile> save(Path source, Path target, String path) throws IOException {
    try {
      while (true) {
        var before = Files.readAttributes(source, BasicFileAttributes.class);
        Files.createDirectories(target.resolveSibling(""));
        var digest = copy(source, target);
        var copied =
            new CopiedFile(
                path,
                Files.size(target),
                digest,
                before.lastModifiedTime().toMillis(),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(source)),
                attributesOf(source));
        if (isSame(before, Files.readAttributes(source, BasicFileAttributes.class))) {
          return Optional.of(copied);
        }
      }
    } catch (NoSuchFileException _) {
      Files.deleteIfExists(target);
      return Optional.empty();
    }
  }

  private static boolean isSame(BasicFileAttributes before, BasicFileAttributes after) {
    return Objects.equals(before.fileKey(), after.fileKey())
        && before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime());
  }

  /**
   * Restores a file with its attributes, time and permissions.
   *
   * @return the SHA-256 of its bytes, in hexadecimal
   */
  static String bringBack(CopiedFile file, Path source, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling(""));
    var digest = copy(source, target);
    var view = Files.getFileAttributeView(target, UserDefinedFileAttributeView.class);
    for (var attribute : file.attributes().entrySet()) {
      view.write(
          attribute.getKey(), ByteBuffer.wrap(Base64.getDecoder().decode(attribute.getValue())));
    }
    Files.setLastModifiedTime(target, FileTime.fromMillis(file.modified()));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(file.mode()));
    return digest;
  }

  /** Returns the SHA-256 of a file's bytes, in hexadecimal. */
  static String sha256(Path file) throws IOException {
    var digest = newDigest();
    var buffer = new byte[BUFFER];
    try (var input = Files.newInputStream(file)) {
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String copy(Path source, Path target) throws IOException {
    var digest = newDigest();
    Files.deleteIfExists(target);
    try (var input = Files.newInputStream(source);
        var output =
            FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      var buffer = new byte[BUFFER];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
        for (var left = ByteBuffer.wrap(buffer, 0, read); left.hasRemaining(); ) {
          output.write(left);
        }
      }
      output.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, String> attributesOf(Path file) throws IOException {
    Map<String, String> all = new TreeMap<>();
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      return all;
    }
    for (var name : view.list()) {
      var value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      all.put(name, Base64.getEncoder().encodeToString(value.array()));
    }
    return all;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
