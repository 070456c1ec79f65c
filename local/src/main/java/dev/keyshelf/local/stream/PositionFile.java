package dev.keyshelf.local.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.file.PrivateFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file that records how far a stream was handed to its function. It is replaced as a whole, and
 * only after the function handled the records, so a crash delivers some of them twice and skips
 * none.
 */
final class PositionFile {
  private static final System.Logger LOG = System.getLogger(PositionFile.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  PositionFile(Path file) {
    this.file = file;
  }

  /**
   * The positions in one stream.
   *
   * @param streamArn the stream
   * @param places the last handled record of each shard
   * @param ended the shards that were handled to their end
   */
  record Positions(String streamArn, Map<String, Place> places, Set<String> ended) {
    Positions {
      places = new TreeMap<>(places);
      ended = new TreeSet<>(ended);
    }
  }

  /**
   * Reads the positions.
   *
   * @return empty if there is no file, or it is damaged
   */
  Optional<Positions> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Positions.class));
    } catch (IOException | IllegalArgumentException | NullPointerException damaged) {
      LOG.log(
          Level.WARNING,
          "{0} cannot be read. The stream is delivered again from its oldest record: {1}",
          file,
          damaged.toString());
      return Optional.empty();
    }
  }

  /** Replaces the positions. If that fails, the records since the last time are delivered again. */
  void write(Positions positions) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      PrivateFile.write(file, JSON.writeValueAsString(positions));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "{0} cannot be written: {1}", file, failure.toString());
    }
  }
}
