package dev.keyshelf.local.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.release.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of a copy: {@code backup.json} with the totals, and {@code files.json} with each
 * file. {@code backup.json} is written last and holds the SHA-256 of {@code files.json}, which
 * holds the SHA-256 of each file. So every loss and every change is detected.
 *
 * @param takenAt the point in time as of which the tables were copied; copies of releases before
 *     0.2.0 do not say
 */
record Contents(Summary summary, Optional<Instant> takenAt, List<CopiedFile> files) {
  /** The folder in a copy that holds the data folder's files. */
  static final String DATA = "data";

  private static final String HEADER = "backup.json";
  private static final String FILES = "files.json";
  private static final String FORMAT = "keyshelf-backup";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  Contents {
    files = List.copyOf(files);
  }

  /**
   * The content of {@code backup.json}.
   *
   * @param release the release that made the copy; later ones may add members
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Header(
      String format,
      int version,
      String release,
      @Nullable String takenAt,
      Summary summary,
      String filesSha256) {}

  /** Writes both files to a copy's folder. */
  void write(Path folder) throws IOException {
    var list = folder.resolve(FILES);
    Files.writeString(list, json(files));
    var header =
        new Header(
            FORMAT,
            VERSION,
            Release.version(),
            takenAt.map(Instant::toString).orElse(null),
            summary,
            FileCopy.sha256(list));
    Files.writeString(folder.resolve(HEADER), json(header));
  }

  private static String json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads the description of a copy.
   *
   * @throws UserFault if the folder is not a copy, has an unknown version or is damaged
   */
  static Contents read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserFault("no such folder: " + folder);
    }
    var header = header(folder);
    if (!FORMAT.equals(header.format())) {
      throw new UserFault("%s is not a Keyshelf backup".formatted(folder));
    }
    if (header.version() != VERSION) {
      throw new UserFault(
          "%s has format %s, but release %s reads only format %s; use release %s, which wrote it"
              .formatted(folder, header.version(), Release.version(), VERSION, header.release()));
    }
    var list = folder.resolve(FILES);
    if (!Files.isRegularFile(list) || !FileCopy.sha256(list).equals(header.filesSha256())) {
      throw damaged(folder, FILES);
    }
    return new Contents(
        header.summary(),
        Optional.ofNullable(header.takenAt()).map(text -> instant(folder, text)),
        JSON.readValue(Files.readString(list), new TypeReference<>() {}));
  }

  private static Instant instant(Path folder, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw damaged(folder, HEADER);
    }
  }

  private static Header header(Path folder) throws IOException {
    var file = folder.resolve(HEADER);
    if (!Files.isRegularFile(file)) {
      throw new UserFault("%s is not a Keyshelf backup: it has no %s".formatted(folder, HEADER));
    }
    try {
      return JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Header.class);
    } catch (IOException malformed) {
      throw new UserFault(
          "%s is not a Keyshelf backup, or damaged: %s cannot be read".formatted(folder, HEADER),
          malformed);
    }
  }

  static UserFault damaged(Path folder, String file) {
    return new UserFault(
        "the backup %s is damaged: %s is missing or changed".formatted(folder, file));
  }
}
