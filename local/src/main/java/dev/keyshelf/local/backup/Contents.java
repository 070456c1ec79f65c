package dev.keyshelf.local.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a copy says of itself: {@code backup.json} with the sums, and {@code files.json} with each
 * file. {@code backup.json} is written last and holds the SHA-256 of {@code files.json}, which
 * holds those of the files, so that nothing can be lost or changed unseen.
 */
record Contents(Summary summary, List<CopiedFile> files) {
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

  private record Header(String format, int version, Summary summary, String filesSha256) {}

  /** Writes both files into a copy's folder. */
  void write(Path folder) throws IOException {
    var list = folder.resolve(FILES);
    Files.writeString(list, json(files));
    var header = new Header(FORMAT, VERSION, summary, FileCopy.sha256(list));
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
   * Reads what a copy says of itself.
   *
   * @throws UserFault if the folder is no copy, of a version that is not known, or damaged
   */
  static Contents read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserFault("there is no such folder: " + folder);
    }
    var header = header(folder);
    if (!FORMAT.equals(header.format())) {
      throw new UserFault("%s is no backup of Keyshelf".formatted(folder));
    }
    if (header.version() != VERSION) {
      throw new UserFault(
          "%s has format %s; this release reads format %s only: use the release that wrote it"
              .formatted(folder, header.version(), VERSION));
    }
    var list = folder.resolve(FILES);
    if (!Files.isRegularFile(list) || !FileCopy.sha256(list).equals(header.filesSha256())) {
      throw damaged(folder, FILES);
    }
    return new Contents(
        header.summary(), JSON.readValue(Files.readString(list), new TypeReference<>() {}));
  }

  private static Header header(Path folder) throws IOException {
    var file = folder.resolve(HEADER);
    if (!Files.isRegularFile(file)) {
      throw new UserFault("%s is no backup of Keyshelf: it has no %s".formatted(folder, HEADER));
    }
    try {
      return JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Header.class);
    } catch (IOException malformed) {
      throw new UserFault(
          "%s is no backup of Keyshelf, or damaged: %s cannot be read".formatted(folder, HEADER),
          malformed);
    }
  }

  static UserFault damaged(Path folder, String file) {
    return new UserFault("the backup %s is damaged: %s is not as it was".formatted(folder, file));
  }
}
