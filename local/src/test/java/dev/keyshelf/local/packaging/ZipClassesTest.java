package dev.keyshelf.local.packaging;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads from each zip alone what its handlers reach, beside the jars of the managed runtime. A zip
 * that lacks a library fails here, without a process for each of its functions.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class ZipClassesTest extends Packaged {
  private static final RawTemplate WRITTEN = RawTemplate.read(ROOT.resolve("template.yaml"));
  private static final Pattern ARRAY = Pattern.compile("\\[+L?|;$");

  /** What a handler may be, for Lambda. */
  private static final List<Class<?>> KINDS =
      List.of(RequestHandler.class, RequestStreamHandler.class);

  /** The packages of the clients of AWS's services. */
  private static final String CLIENTS = "software.amazon.awssdk.services.";

  @TempDir private Path folder;

  @Test
  void hasAllClassesThatItsHandlersReach() throws Exception {
    var runtime = Sandbox.runtimeJars().stream().map(Path::of).toList();
    for (var task : ZIPS.unzip(folder).entrySet()) {
      var functions =
          TEMPLATE.functions().stream()
              .filter(function -> function.codeUri().equals(task.getKey()))
              .toList();
      try (var parent = loader(runtime, ClassLoader.getPlatformClassLoader());
          var loader = loader(contents(task.getValue()), parent)) {
        for (var function : functions) {
          assertIsMadeByLambda(Class.forName(function.handler(), false, loader), loader);
        }
        assertThat(missing(functions, loader)).as(task.getKey()).isEmpty();
      }
    }
  }

  private static void assertIsMadeByLambda(Class<?> handler, ClassLoader loader) throws Exception {
    var kinds = new ArrayList<Class<?>>();
    for (var kind : KINDS) {
      kinds.add(Class.forName(kind.getName(), false, loader));
    }
    assertThat(kinds).as(handler.getName()).anyMatch(kind -> kind.isAssignableFrom(handler));
    assertThat(Modifier.isPublic(handler.getConstructor().getModifiers())).isTrue();
  }

  /** Follows the names in our classes from the handlers on. Returns those that cannot be loaded. */
  private static Set<String> missing(List<FunctionDeclaration> functions, ClassLoader loader)
      throws IOException {
    var services =
        functions.stream()
            .flatMap(function -> WRITTEN.services(function.logicalId()).stream())
            .collect(toSet());
    var missing = new TreeSet<String>();
    var following = new ArrayDeque<>(functions.stream().map(each -> each.handler()).toList());
    var seen = new HashSet<String>(following);
    while (!following.isEmpty()) {
      var name = following.pop();
      try {
        Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError absent) {
        // A client that no policy of the zip allows is never made.
        if (!name.startsWith(CLIENTS) || services.contains(name.split("\\.")[4])) {
          missing.add(absent.toString());
        }
      }
      if (name.startsWith("dev.keyshelf.")) {
        namedIn(name, loader).stream().filter(seen::add).forEach(following::push);
      }
    }
    assertThat(seen).hasSizeGreaterThan(100);
    return missing;
  }

  /** Returns the names of the classes in the constants of a class. */
  private static Collection<String> namedIn(String name, ClassLoader loader) throws IOException {
    try (var bytes = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (bytes == null) {
        return Set.of();
      }
      var parsed = ClassFile.of().parse(bytes.readAllBytes());
      return StreamSupport.<PoolEntry>stream(parsed.constantPool().spliterator(), false)
          .filter(ClassEntry.class::isInstance)
          .map(entry -> ((ClassEntry) entry).asInternalName().replace('/', '.'))
          // An array is named by its element. One of a primitive type names no class.
          .filter(each -> !each.startsWith("[") || each.contains("L"))
          .map(each -> each.startsWith("[") ? ARRAY.matcher(each).replaceAll("") : each)
          .toList();
    }
  }

  /** Returns the places of an unzipped function's classes: its folder and its jars. */
  private static List<Path> contents(Path task) throws IOException {
    try (var jars = Files.list(task.resolve("lib"))) {
      var places = new ArrayList<>(jars.toList());
      places.addFirst(task);
      return places;
    }
  }

  private static URLClassLoader loader(List<Path> places, ClassLoader parent)
      throws MalformedURLException {
    var urls = new URL[places.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = places.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, parent);
  }
}
