package dev.keyshelf.bench.start;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function that is started.
 *
 * @param task its unzipped package
 * @param classes a jar of the package's own classes, which the package has as files: an AOT cache
 *     knows jars only
 */
record Subject(FunctionDeclaration function, Path task, Path classes) {
  String name() {
    return function.name();
  }

  /** Gives the size of what would be deployed, in bytes. */
  long packedBytes() {
    try {
      return Files.size(classes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Starts as a container image would: all jars on the class path, and a cache of their classes.
   */
  Launch withCache(Path cache) {
    return onClassPath("-XX:AOTCache=" + cache);
  }

  /** Starts in the same way, and leaves the cache when the process ends. */
  Launch leavingCache(Path cache) {
    return onClassPath("-XX:AOTCacheOutput=" + cache);
  }

  private Launch onClassPath(String option) {
    List<Path> jars = new ArrayList<>();
    jars.add(classes);
    try (var libraries = Files.list(task.resolve("lib"))) {
      libraries.sorted().forEach(jars::add);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Launch(List.of(option), jars, Map.of());
  }
}
