package dev.keyshelf.bench.start;

import dev.keyshelf.bench.floor.BareTransactionHandler;
import dev.keyshelf.bench.floor.HelloHandler;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What functions are measured against, packed as they are. */
final class Floors {
  /** Jars of a function that a handler without a library of its own has no use for. */
  private static final List<String> OURS = List.of("keyshelf-", "ulid-", "jackson-");

  private static final List<String> OF_LAMBDA = List.of("aws-lambda-java-core-");

  private final FunctionDeclaration like;
  private final Path libraries;
  private final Path folder;

  /**
   * Packs floors beside a function.
   *
   * @param like the function whose memory, time and variables they get
   * @param libraries where its jars are
   * @param folder where their packages are made
   */
  Floors(FunctionDeclaration like, Path libraries, Path folder) {
    this.like = like;
    this.libraries = libraries;
    this.folder = folder;
  }

  /** Gives a handler that only greets. */
  Subject hello() {
    return floor("(hello)", HelloHandler.class, jar -> startsWithAny(jar, OF_LAMBDA));
  }

  /** Gives a handler that commits a transaction of four puts with nothing but the SDK. */
  Subject bareTransaction() {
    return floor("(bare SDK)", BareTransactionHandler.class, jar -> !startsWithAny(jar, OURS));
  }

  private static boolean startsWithAny(String jar, List<String> names) {
    return names.stream().anyMatch(jar::startsWith);
  }

  private Subject floor(String name, Class<?> handler, Predicate<String> needed) {
    var task = folder.resolve(handler.getSimpleName());
    var entry = handler.getName().replace('.', '/') + ".class";
    try (var classFile = handler.getResourceAsStream("/" + entry);
        var jars = Files.list(libraries)) {
      if (classFile == null) {
        throw new IllegalStateException("no " + entry);
      }
      var bytes = classFile.readAllBytes();
      var target = task.resolve(entry);
      Files.createDirectories(target.resolveSibling(""));
      Files.write(target, bytes);
      Files.createDirectories(task.resolve("lib"));
      var zip = folder.resolve(handler.getSimpleName() + ".zip");
      try (var packed = new ZipOutputStream(Files.newOutputStream(zip))) {
        add(packed, entry, bytes);
        for (var jar : jars.filter(each -> needed.test(each.getFileName().toString())).toList()) {
          Files.copy(jar, task.resolve("lib").resolve(jar.getFileName()));
          add(packed, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
      }
      return new Subject(declaration(name, handler), task, zip);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private FunctionDeclaration declaration(String name, Class<?> handler) {
    return new FunctionDeclaration(
        name,
        handler.getSimpleName(),
        handler.getName(),
        like.codeUri(),
        like.environment(),
        like.timeout(),
        like.memoryMegabytes(),
        List.of(),
        List.of(),
        List.of());
  }
}
