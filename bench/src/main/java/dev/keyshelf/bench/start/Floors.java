package dev.keyshelf.bench.start;

import dev.keyshelf.bench.floor.BareTransactionHandler;
import dev.keyshelf.bench.floor.HelloHandler;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.ImageFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The floors to which functions are compared. They are packed like functions. */
final class Floors {
  /** Prefixes of a function's jars that the bare SDK does not need. */
  private static final List<String> OURS = List.of("keyshelf-", "ulid-", "jackson-");

  private static final List<String> OF_LAMBDA = List.of("aws-lambda-java-core-");

  private final FunctionDeclaration like;
  private final Path libraries;
  private final Path folder;

  /**
   * Creates floors like a function.
   *
   * @param like the function whose memory, timeout and variables the floors get
   * @param libraries the folder of the function's jars
   * @param folder the folder for the packages of the floors
   */
  Floors(FunctionDeclaration like, Path libraries, Path folder) {
    this.like = like;
    this.libraries = libraries;
    this.folder = folder;
  }

  /** Packs a handler that answers with a greeting. */
  Subject hello() {
    return floor("(hello)", HelloHandler.class, jar -> startsWithAny(jar, OF_LAMBDA));
  }

  /** Packs a handler that commits a transaction of four puts with the SDK alone. */
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
      var image = ImageFolder.lay(zip, folder.resolve(handler.getSimpleName() + "-image"));
      return new Subject(declaration(name, handler), task, zip, image);
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
