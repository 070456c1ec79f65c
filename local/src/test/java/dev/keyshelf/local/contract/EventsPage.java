package dev.keyshelf.local.contract;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of types in docs/events.md, from which the schemas are written. */
final class EventsPage {
  static final Path PAGE = Settings.defaultTemplate().resolveSibling("docs/events.md");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z.-]+\\.v[0-9]+)` \\| ([^|]+) \\| ([^|]*)\\| ([^|]+) \\|$");
  private static final Pattern MEMBER = Pattern.compile("(\\(?)`([A-Za-z0-9]+)`");

  private EventsPage() {}

  /**
   * A member of an event's {@code data}.
   *
   * @param always whether each event of the type has it
   */
  record Member(String name, boolean always) {}

  /**
   * A row of the page.
   *
   * @param type the type without {@code dev.keyshelf.}
   * @param summary what happened, as a sentence
   * @param actors the kinds of those who can do it
   * @param isOfTheHouse whether the events are in the house's feed
   */
  record Row(
      String type,
      String summary,
      List<Member> members,
      List<String> actors,
      boolean isOfTheHouse) {
    String fullType() {
      return "dev.keyshelf." + type;
    }
  }

  /** Returns the rows of both tables, in the page's order. */
  static List<Row> rows() {
    try {
      var page = Files.readString(PAGE);
      int house = page.indexOf("Of the house");
      return ROW.matcher(page).results().map(hit -> row(hit, hit.start() > house)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(MatchResult hit, boolean isOfTheHouse) {
    var members =
        MEMBER
            .matcher(hit.group(3))
            .results()
            .map(member -> new Member(member.group(2), member.group(1).isEmpty()))
            .toList();
    return new Row(
        hit.group(1),
        hit.group(2),
        members,
        Stream.of(hit.group(4).split(", ")).toList(),
        isOfTheHouse);
  }
}
