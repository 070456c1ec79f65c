package dev.keyshelf.bench.start;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.ImageFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A function to start.
 *
 * @param task the folder of its unzipped package
 * @param zip the package
 * @param image the same as a container image has it
 */
record Subject(FunctionDeclaration function, Path task, Path zip, ImageFolder image) {
  String name() {
    return function.name();
  }

  /** Returns the size of the package that would be deployed, in bytes. */
  long packedBytes() {
    try {
      return Files.size(zip);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the size of the function's cache in the image, in bytes. */
  long cacheBytes() {
    return image.bytesOfCache(function);
  }

  /** Returns the size of the cache as a registry keeps it: compressed. */
  long keptBytes() {
    var counted = new Counted();
    try (var compressed = new GZIPOutputStream(counted)) {
      Files.copy(image.cacheOf(function), compressed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return counted.bytes;
  }

  /** Counts what is written, and forgets it. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
