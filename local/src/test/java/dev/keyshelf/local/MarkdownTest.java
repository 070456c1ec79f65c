package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Markdown pages of the repository, as GitHub shows them. */
final class MarkdownTest {
  private static final Path ROOT =
      Settings.defaultTemplate().toAbsolutePath().normalize().resolveSibling("");

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern LINKED = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final int FRONT_DOOR_BYTES = 8_000;

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    for (var folder :
        List.of(".github", "docs", "local/src/test/resources", "releases", "samples")) {
      try (var files = Files.walk(ROOT.resolve(folder))) {
        files.filter(MarkdownTest::isPage).forEach(pages::add);
      }
    }
    try (var files = Files.list(ROOT)) {
      files.filter(MarkdownTest::isPage).forEach(pages::add);
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md");
  }

  /** Returns the links of a page that lead nowhere, each behind the page's name. */
  private static Stream<String> brokenLinksOf(Path page) {
    return LINK.matcher(textOf(page))
        .results()
        .map(hit -> hit.group(1))
        .filter(link -> !link.contains("://"))
        .filter(link -> !isWhole(page, link))
        .map(link -> ROOT.relativize(page) + ": " + link);
  }

  private static boolean isWhole(Path page, String link) {
    int mark = link.indexOf('#');
    var path = mark < 0 ? link : link.substring(0, mark);
    var target = path.isEmpty() ? page : placeOf(page).resolveSibling(path).normalize();
    return Files.exists(target)
        && (mark < 0 || !isPage(target) || anchorsOf(target).contains(link.substring(mark + 1)));
  }

  /** Returns the place of a page for its readers: a release is packed with its page at the root. */
  private static Path placeOf(Path page) {
    return page.endsWith("releases/DEPLOY.md") ? ROOT.resolve("README.md") : page;
  }

  /** Returns the anchors that GitHub gives to a page's headings. */
  private static Set<String> anchorsOf(Path page) {
    return HEADING
        .matcher(textOf(page))
        .results()
        .map(hit -> LINKED.matcher(hit.group(1)).replaceAll("$1"))
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String textOf(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void leadOnlyToPagesAndHeadingsThatExist() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(30);
    assertThat(pages().stream().flatMap(MarkdownTest::brokenLinksOf)).isEmpty();
  }

  @Test
  void beginWithAReadmeThatIsReadInFiveMinutes() throws IOException {
    assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(FRONT_DOOR_BYTES);
  }
}
