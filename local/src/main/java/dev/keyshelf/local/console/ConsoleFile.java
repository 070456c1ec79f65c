package dev.keyshelf.local.console;

import dev.keyshelf.http.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the built console.
 *
 * @param type the media type
 * @param codings the file by content coding, smallest first; the last is not encoded
 * @param hash a hash of the file's content
 */
record ConsoleFile(String type, Map<String, byte[]> codings, String hash) {
  /** The name of a file that is not encoded. */
  static final String PLAIN = "identity";

  private static final int SHORT = 512;
  private static final int HASH_SHOWN = 32;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  /**
   * Reads a file. Files that the build encoded lie beside it, with {@code .br} or {@code .gz} at
   * the end of their name.
   *
   * @return empty if files of its type are not served
   */
  static Optional<ConsoleFile> read(Path file) throws IOException {
    var name = file.getFileName().toString();
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    var content = Files.readAllBytes(file);
    Map<String, byte[]> codings = new LinkedHashMap<>();
    var brotli = beside(file, ".br");
    if (brotli != null) {
      codings.put("br", brotli);
    }
    var built = beside(file, ".gz");
    var isText = !type.startsWith("image/p") && !type.startsWith("font/");
    if (built != null) {
      codings.put("gzip", built);
    } else if (isText && content.length > SHORT) {
      codings.put("gzip", gzipped(content));
    }
    codings.put(PLAIN, content);
    return Optional.of(
        new ConsoleFile(type, codings, Hash.sha256(content).substring(0, HASH_SHOWN)));
  }

  private static byte @Nullable [] beside(Path file, String ending) throws IOException {
    var encoded = file.resolveSibling(file.getFileName() + ending);
    return Files.isRegularFile(encoded) ? Files.readAllBytes(encoded) : null;
  }

  private static byte[] gzipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Returns the smallest coding that an {@code Accept-Encoding} header allows. */
  String codingFor(String acceptEncoding) {
    return codings.keySet().stream()
        .filter(coding -> coding.equals(PLAIN) || accepts(acceptEncoding, coding))
        .findFirst()
        .orElse(PLAIN);
  }

  /** Returns the file in one of its codings. */
  byte[] in(String coding) {
    return Objects.requireNonNull(codings.get(coding), coding);
  }

  private static boolean accepts(String header, String coding) {
    for (var each : header.split(",")) {
      var parts = each.strip().split("[ \\t]*;[ \\t]*");
      if (parts[0].equalsIgnoreCase(coding)) {
        return parts.length == 1 || !parts[1].matches("q=0(?:\\.0{0,3})?");
      }
    }
    return false;
  }
}
