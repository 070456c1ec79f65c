package dev.keyshelf.local.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * An extra file of Windows Server 2019 Standard, version 2019, in en-US, in addition to those of
 * the samples.
 *
 * @param type the file type by which a link selects it
 * @param size the size in bytes
 * @param hole whether it is all zeros, which take no space on the disk; otherwise it is noise
 */
record Offered(String type, String fileName, long size, boolean hole) {
  static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");

  private static final String PRODUCT = "products/windows-server-2019-standard.yaml";
  private static final Path CATALOGUE = Path.of("imports", "catalogue");

  Offered(String type, String fileName, int size) {
    this(type, fileName, size, false);
  }

  /** Writes these files and a catalogue that lists them. Returns the folder to import. */
  static Path write(Path folder, Offered... files) throws IOException {
    for (var file : files) {
      file.writeContent(folder);
    }
    var samples = SAMPLES.resolve(CATALOGUE).resolve("2026-11");
    var target = folder.resolve(CATALOGUE).resolve("offered");
    var manifest = new StringBuilder("release: offered\nfiles:\n");
    try (var paths = Files.walk(samples)) {
      for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
        var name = samples.relativize(path).toString();
        if (name.equals("manifest.yaml")) {
          continue;
        }
        var text = new StringBuilder(Files.readString(path));
        if (name.equals(PRODUCT)) {
          for (var file : files) {
            // The list of files is at the end of a product's document.
            text.append(file.line());
          }
        }
        Files.createDirectories(target.resolve(name).resolveSibling(""));
        Files.writeString(target.resolve(name), text);
        manifest.append(
            "  - {path: %s, sha256: \"%s\"}%n"
                .formatted(name, sha256(Files.readAllBytes(target.resolve(name)))));
      }
    }
    Files.writeString(target.resolve("manifest.yaml"), manifest);
    return folder;
  }

  private String object() {
    return "artifacts/offered/" + type;
  }

  private void writeContent(Path folder) throws IOException {
    var path = folder.resolve(object());
    Files.createDirectories(path.resolveSibling(""));
    if (hole) {
      try (var file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(size);
      }
    } else {
      Files.write(path, noise());
    }
  }

  private String line() throws IOException {
    return """
      - {version: "2019", language: en-US, fileType: "%s", fileName: %s, object: %s, size: %s, \
    sha256: "%s", releasedAt: 2018-11-13T00:00:00Z}
    """
        .formatted(type, new ObjectMapper().writeValueAsString(fileName), object(), size, sha256());
  }

  private byte[] noise() {
    var noise = new byte[Math.toIntExact(size)];
    new Random(size).nextBytes(noise);
    return noise;
  }

  String sha256() {
    if (!hole) {
      return sha256(noise());
    }
    // The JVM of the tests is tuned for a quick start and is slow at hashing.
    try {
      var head = new ProcessBuilder("head", "-c", Long.toString(size), "/dev/zero");
      var ends = ProcessBuilder.startPipeline(List.of(head, sum()));
      return new String(ends.getLast().getInputStream().readAllBytes(), US_ASCII).split(" ", 2)[0];
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the program that prints the SHA-256 of its input. */
  static ProcessBuilder sum() {
    return new ProcessBuilder("sha256sum");
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
