package dev.keyshelf.bench.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the console, each loaded once: all screens in all languages. A visit loads a part of
 * them, and a later one only the page and {@code config.json}.
 *
 * @param requests includes the page and {@code config.json}
 * @param bytes as CloudFront sends them: with Brotli where the build has it, without headers
 */
record ConsoleVisit(int requests, long bytes) {
  /** CloudFront's prices in USD for North America and Europe, July 2025, without free tiers. */
  private static final double GIGABYTE = 0.085;

  private static final double MILLION_REQUESTS = 1.00;
  private static final double MILLION_FUNCTIONS = 0.10;

  /** The bucket is asked for the page each time, since nobody stores it. */
  private static final double MILLION_READS = 0.40;

  private static final double MILLION = 1e6;
  private static final double BYTES_OF_A_GIGABYTE = 1e9;

  /** Measures a build; empty if the folder has none. */
  static Optional<ConsoleVisit> of(Path dist) {
    if (!Files.isRegularFile(dist.resolve("index.html"))) {
      return Optional.empty();
    }
    try (var assets = Files.walk(dist.resolve("assets"))) {
      var loaded =
          assets.filter(Files::isRegularFile).filter(file -> !Files.exists(encoded(file))).toList();
      var bytes = Files.size(dist.resolve("index.html"));
      for (var file : loaded) {
        bytes += Files.size(file);
      }
      return Optional.of(new ConsoleVisit(loaded.size() + 2, bytes));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path encoded(Path file) {
    return file.resolveSibling(file.getFileName() + ".br");
  }

  /** Returns what so many visits cost in USD. */
  double cost(double visits) {
    return visits
        * (bytes / BYTES_OF_A_GIGABYTE * GIGABYTE
            + requests * (MILLION_REQUESTS + MILLION_FUNCTIONS) / MILLION
            + MILLION_READS / MILLION);
  }
}
