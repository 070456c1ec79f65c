package dev.keyshelf.local.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** The libraries that Maven resolved for the one-machine cloud, as listed by the build. */
final class ResolvedTree {
  private static final Pattern ENTRY =
      Pattern.compile("^ +([^: ]+):([^: ]+):jar:([^: ]+):(?:compile|runtime):(.+?)(?: -- .*)?$");

  /** The names that jars give to packages of other libraries inside them. */
  private static final Pattern RELOCATED =
      Pattern.compile("(?:.*/)?(?:shaded|thirdparty|repackaged|shadow)/.+\\.class");

  private final Map<String, Entry> entries = new TreeMap<>();

  /** A jar of the tree and its library. */
  record Entry(Library library, Path jar) {
    /** Returns the folder of the local repository that holds the jar. */
    Path repository() {
      int depth = library.group().split("\\.", -1).length + 3;
      return jar.resolve("../".repeat(depth)).normalize();
    }

    /** Returns the libraries whose pom.properties are in the jar, with the poms beside them. */
    Map<Library, byte[]> inside() throws IOException {
      Map<Library, byte[]> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      try (var file = new JarFile(jar.toFile())) {
        for (var each : file.stream().filter(ResolvedTree::isOfAPom).toList()) {
          var properties = new Properties();
          try (var in = file.getInputStream(each)) {
            properties.load(in);
          }
          var inner =
              new Library(
                  properties.getProperty("groupId"),
                  properties.getProperty("artifactId"),
                  properties.getProperty("version"));
          var pom = file.getEntry(each.getName().replace("pom.properties", "pom.xml"));
          if (!inner.equals(library)) {
            found.put(inner, pom == null ? new byte[0] : file.getInputStream(pom).readAllBytes());
          }
        }
      }
      return found;
    }

    /** Returns the name of a relocated class of another library in the jar, if any. */
    Optional<String> relocated() throws IOException {
      try (var file = new JarFile(jar.toFile())) {
        return file.stream()
            .map(ZipEntry::getName)
            .filter(RELOCATED.asMatchPredicate())
            .findFirst();
      }
    }
  }

  private ResolvedTree() {}

  /**
   * Reads the list that {@code dependency:list} wrote.
   *
   * @throws IOException if the file does not exist; Maven writes it before it compiles the tests
   */
  static ResolvedTree read(Path list) throws IOException {
    var tree = new ResolvedTree();
    for (var line : Files.readAllLines(list)) {
      var found = ENTRY.matcher(line);
      if (found.matches() && !found.group(1).equals("dev.keyshelf")) {
        var library = new Library(found.group(1), found.group(2), found.group(3));
        tree.entries.put(library.toString(), new Entry(library, Path.of(found.group(4))));
      }
    }
    return tree;
  }

  private static boolean isOfAPom(ZipEntry entry) {
    return entry.getName().startsWith("META-INF/maven/")
        && entry.getName().endsWith("/pom.properties");
  }

  /** Returns the entries in the order of their names. */
  List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }
}
