package dev.keyshelf.api;

import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The places where the pages of a list can end. Cursors are not signed, so this class parses the
 * position in a cursor and checks that the list can have it. No other class reads or writes
 * cursors.
 *
 * @param <P> a position
 */
public final class Positions<P> {
  private static final int ULID_LENGTH = 26;

  private static final Ulids.Span TIMES =
      Ulids.Span.between(TimeRange.EARLIEST, TimeRange.LATEST).orElseThrow();

  private final Function<P, String> writer;
  private final Function<String, Optional<P>> parser;
  private final Predicate<P> range;

  private Positions(
      Function<P, String> writer, Function<String, Optional<P>> parser, Predicate<P> range) {
    this.writer = writer;
    this.parser = parser;
    this.range = range;
  }

  /**
   * Returns the positions of a list.
   *
   * @param writer writes a position into a cursor
   * @param parser returns an empty result for a text that the writer cannot have written
   * @param range tells whether the list can have a position
   */
  public static <P> Positions<P> of(
      Function<P, String> writer, Function<String, Optional<P>> parser, Predicate<P> range) {
    return new Positions<>(writer, parser, range);
  }

  /** Returns the positions of a list that can hold any well-formed id. */
  public static <P> Positions<P> ofIds(
      Function<P, String> writer, Function<String, Optional<P>> parser) {
    return new Positions<>(writer, parser, _ -> true);
  }

  /**
   * Returns the positions of a list whose ids begin with a ULID. Only the years 2000 to 2999 are
   * valid.
   */
  public static <P> Positions<P> ofTimedIds(
      Function<P, String> writer, Function<String, Optional<P>> parser) {
    return new Positions<>(writer, parser, id -> isTimely(writer.apply(id)));
  }

  /** Tells whether the ULID at the beginning of an id is of the years 2000 to 2999. */
  public static boolean isTimely(String id) {
    return id.length() >= ULID_LENGTH && TIMES.contains(id.substring(0, ULID_LENGTH));
  }

  /** Returns these positions, limited to another range. */
  public Positions<P> within(Predicate<P> narrower) {
    return new Positions<>(writer, parser, range.and(narrower));
  }

  String write(P position, List<Object> question) {
    return Cursor.write(writer.apply(position), question.toArray());
  }

  /**
   * Returns the position in a cursor.
   *
   * @throws ProblemException if it is malformed, belongs to another question or is out of range
   */
  P read(String cursor, List<Object> question) {
    return parser
        .apply(Cursor.read(cursor, question.toArray()))
        .filter(range)
        .orElseThrow(Positions::outOfRange);
  }

  static ProblemException outOfRange() {
    return Cursor.invalid();
  }
}
