package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table in docs/functions.md with template.yaml and events/. */
final class FunctionsPageTest {
  private static final Path TEMPLATE = Settings.defaultTemplate();

  /** A row of the table: the function, its trigger, its purpose and its sample event. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]\\w+) \\| ([^|]+) \\| [^|]+ \\| ([a-z-]+) \\|$");

  /** Methods and a path in one pair of backquotes, such as {@code GET HEAD /d/{token}}. */
  private static final Pattern ROUTES = Pattern.compile("`((?:[A-Z]+ )+)(/[^`]+)`");

  private static final Pattern INNERMOST_OPTION = Pattern.compile("\\[([^\\[\\]]*)]");

  private static List<MatchResult> rows() throws IOException {
    var page = Files.readString(TEMPLATE.resolveSibling("docs/functions.md"));
    return ROW.matcher(page).results().toList();
  }

  @Test
  void listsEachFunctionOnceWithItsRoutes() throws IOException {
    var listed = new TreeMap<String, Set<String>>();
    rows().forEach(row -> assertThat(listed.put(row.group(1), routesIn(row.group(2)))).isNull());
    var declared =
        Template.read(TEMPLATE).functions().stream()
            .collect(
                Collectors.toMap(
                    FunctionDeclaration::name,
                    FunctionsPageTest::routesOf,
                    (one, other) -> one,
                    TreeMap::new));

    assertThat(listed).isEqualTo(declared);
  }

  @Test
  void namesTheEventOfEachFunction() throws IOException {
    var listed = rows().stream().map(row -> row.group(3)).collect(Collectors.toSet());
    try (var files = Files.list(TEMPLATE.resolveSibling("events"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  private static Set<String> routesOf(FunctionDeclaration function) {
    return function.routes().stream()
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> routesIn(String startedBy) {
    var routes = new TreeSet<String>();
    ROUTES
        .matcher(startedBy)
        .results()
        .forEach(
            hit -> {
              for (var method : hit.group(1).strip().split(" ")) {
                pathsOf(hit.group(2)).forEach(path -> routes.add(method + " " + path));
              }
            });
    return routes;
  }

  /** Returns the paths with and without each part in square brackets; brackets may be nested. */
  private static Set<String> pathsOf(String written) {
    var option = INNERMOST_OPTION.matcher(written);
    if (!option.find()) {
      return Set.of(written);
    }
    var paths = new TreeSet<>(pathsOf(option.replaceFirst("")));
    paths.addAll(pathsOf(option.replaceFirst("$1")));
    return paths;
  }
}
