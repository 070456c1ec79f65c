package dev.keyshelf.local.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of the built console, in memory. A request finds a file by its exact path among those
 * of the folder, so no path leads out of it. A new build is read with the next request.
 */
final class ConsoleFiles {
  private static final String INDEX = "/index.html";

  private final Path folder;
  private Map<String, ConsoleFile> files = Map.of();
  private FileTime readAt = FileTime.fromMillis(0);

  ConsoleFiles(Path folder) {
    this.folder = folder;
  }

  /** Returns the page of the console; empty if the console was not built. */
  Optional<ConsoleFile> index() {
    return find(INDEX);
  }

  /**
   * Finds a file.
   *
   * @param path its path below the folder, with a slash at the beginning
   */
  synchronized Optional<ConsoleFile> find(String path) {
    try {
      var index = folder.resolve(INDEX.substring(1));
      if (!Files.isRegularFile(index)) {
        return Optional.empty();
      }
      var builtAt = Files.getLastModifiedTime(index);
      if (!builtAt.equals(readAt)) {
        files = readAll();
        readAt = builtAt;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(files.get(path));
  }

  private Map<String, ConsoleFile> readAll() throws IOException {
    Map<String, ConsoleFile> read = new HashMap<>();
    try (var found = Files.walk(folder)) {
      for (var file : found.filter(Files::isRegularFile).collect(Collectors.toList())) {
        ConsoleFile.read(file).ifPresent(each -> read.put(pathOf(file), each));
      }
    }
    return Map.copyOf(read);
  }

  private String pathOf(Path file) {
    var path = new StringBuilder();
    folder.relativize(file).forEach(part -> path.append('/').append(part));
    return path.toString();
  }
}
