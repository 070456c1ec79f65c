package dev.keyshelf.testkit.lambda;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The working folder of a container image, from which all functions of one zip start: its classes
 * and libraries as jars, the runtime interface client, the options of the JVM, and an AOT cache for
 * each function. {@code functions/Dockerfile} copies such folders into images.
 *
 * @param folder the folder, as an absolute path, since it must have the same path in the image
 */
public record ImageFolder(Path folder) {
  /** The options that all functions of an image share, as a file of arguments for the JVM. */
  public static final String OPTIONS = "java.options";

  /** The file's ending of a function's cache, after the function's logical id. */
  public static final String CACHE = ".aot";

  private static final String LIBRARIES = "lib/";

  /**
   * The runtime interface client looks for jars in a folder {@code lib}, too. Here they have
   * another place, since all of them are on the class path and need not be looked for twice.
   */
  private static final String JARS = "jars";

  /** 1 January 2026, as in all archives of the build. */
  private static final LocalDateTime PACKED = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /**
   * Lays out a function's zip as the image has it, without caches.
   *
   * @param into the new folder
   */
  public static ImageFolder lay(Path zip, Path into) throws IOException {
    var image = new ImageFolder(into.toAbsolutePath());
    var jars = Files.createDirectories(image.folder.resolve(JARS));
    List<Path> classPath = new ArrayList<>();
    for (String jar : Sandbox.runtimeJars()) {
      var from = Path.of(jar);
      classPath.add(Files.copy(from, jars.resolve(from.getFileName().toString())));
    }
    var own = jars.resolve("functions.jar");
    classPath.add(own);
    try (var packed = new ZipFile(zip.toFile());
        var classes = new ZipOutputStream(Files.newOutputStream(own))) {
      classes.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry : filesOf(packed)) {
        if (entry.getName().startsWith(LIBRARIES)) {
          var library = jars.resolve(entry.getName().substring(LIBRARIES.length()));
          if (!Files.exists(library)) {
            copy(packed, entry, library);
            classPath.add(library);
          }
        } else {
          store(classes, entry.getName(), bytesOf(packed, entry));
        }
      }
    }
    for (Path jar : classPath) {
      Files.setLastModifiedTime(jar, WRITTEN);
    }
    Files.writeString(image.folder.resolve(OPTIONS), image.options(classPath));
    return image;
  }

  private String options(List<Path> classPath) throws IOException {
    List<String> options = new ArrayList<>(Sandbox.usualOptions(folder));
    // Otherwise the JVM writes a file for tools that nobody has there.
    options.add("-XX:-UsePerfData");
    // The cache is of one class path, so each jar is named, in one order.
    options.add(
        "-cp "
            + String.join(
                ":", classPath.stream().map(jar -> folder.relativize(jar).toString()).toList()));
    options.add(Sandbox.CLIENT);
    return String.join("\n", options) + "\n";
  }

  private static List<? extends ZipEntry> filesOf(ZipFile zip) {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private static void copy(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    try (InputStream bytes = zip.getInputStream(entry)) {
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] bytesOf(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream bytes = zip.getInputStream(entry)) {
      return bytes.readAllBytes();
    }
  }

  private static void store(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
    var sum = new CRC32();
    sum.update(bytes);
    var entry = new ZipEntry(name);
    entry.setTimeLocal(PACKED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }

  /** Returns the file of a function's cache. */
  public Path cacheOf(FunctionDeclaration function) {
    return folder.resolve(function.logicalId() + CACHE);
  }

  /** Returns a start with the function's cache. It fails if the JVM cannot use the cache. */
  public Launch start(FunctionDeclaration function) {
    return launch(function, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + nameOfCache(function)));
  }

  /** Returns a start after whose end the function has a cache. */
  public Launch training(FunctionDeclaration function) {
    return launch(function, List.of("-XX:AOTCacheOutput=" + nameOfCache(function)));
  }

  private static String nameOfCache(FunctionDeclaration function) {
    return function.logicalId() + CACHE;
  }

  private static Launch launch(FunctionDeclaration function, List<String> cache) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Sandbox.heap(function));
    arguments.addAll(cache);
    arguments.add("@" + OPTIONS);
    return Launch.byEntryPoint(arguments);
  }

  /** Returns the size of a function's cache, in bytes. */
  public long bytesOfCache(FunctionDeclaration function) {
    try {
      return Files.size(cacheOf(function));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
