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
 * A function to start.
 *
 * @param task the folder of its unzipped package
 * @param classes a jar of the package's own classes. The package has them as files, but an AOT
 *     cache works with jars only
 */
record Subject(FunctionDeclaration function, Path task, Path classes) {
  String name() {
    return function.name();
  }

  /** Returns the size of the package that would be deployed, in bytes. */
  long packedBytes() {
    try {
      return Files.size(classes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Returns a start like that of a container image: all jars are on the class path, with a cache of
   * their classes.
   */
  Launch withCache(Path cache) {
    return onClassPath("-XX:AOTCache=" + cache);
  }

  /** Returns the same start, except that the process writes the cache when it ends. */
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
