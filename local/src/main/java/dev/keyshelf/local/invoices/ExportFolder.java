package dev.keyshelf.local.invoices;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The folder of an export. It writes each file as a whole or not at all, so that an export that was
 * stopped can go on.
 */
final class ExportFolder {
  /** Holds the file that is being written. There is one, so a stopped export leaves no second. */
  private static final String DRAFT = ".draft";

  private final Path folder;
  private final Consumer<String> notice;

  /**
   * Uses a folder.
   *
   * @param notice takes a line about each file that gets another content
   */
  ExportFolder(Path folder, Consumer<String> notice) {
    this.folder = folder;
    this.notice = notice;
  }

  /**
   * Makes the folder if there is none.
   *
   * @throws UserFault if it is not a folder, or has files but no manifest
   */
  void open() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserFault(folder + " is not a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException denied) {
      throw new UserFault("%s cannot be made".formatted(folder), denied);
    }
    if (Manifest.in(folder).isEmpty() && !names().isEmpty()) {
      throw new UserFault(
          folder + " is not empty and has no manifest of an export; choose a new folder");
    }
  }

  /** Returns the digest of a file in lower-case hexadecimal; empty if there is none. */
  Optional<String> digest(String name) {
    var file = folder.resolve(name);
    return Files.isRegularFile(file) ? Optional.of(sha256(read(file))) : Optional.empty();
  }

  /** Returns the size of a file in bytes. */
  long size(String name) {
    try {
      return Files.size(folder.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes a file. It tells if the file was there with another content. */
  void write(String name, byte[] content) {
    var file = folder.resolve(name);
    if (Files.exists(file)) {
      if (Arrays.equals(read(file), content)) {
        return;
      }
      notice.accept("%s had another content; it is replaced".formatted(name));
    }
    replace(name, content);
  }

  /** Writes a file in place of one that may be there. */
  void replace(String name, byte[] content) {
    var file = folder.resolve(name);
    var draft = folder.resolve(DRAFT);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UserFault("%s cannot be written".formatted(file), failed);
    }
  }

  /** Returns the names of all files but the manifest and the draft, with slashes. */
  SortedSet<String> names() {
    var names = new TreeSet<String>();
    try (var all = Files.walk(folder)) {
      all.filter(file -> !Files.isDirectory(file))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .forEach(names::add);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    names.remove(Manifest.NAME);
    names.remove(DRAFT);
    return names;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the SHA-256 of a content in lower-case hexadecimal. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
