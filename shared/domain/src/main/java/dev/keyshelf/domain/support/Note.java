package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;

/**
 * A note on a support request. It never changes.
 *
 * @param id a ULID, so that notes sort by time
 * @param by a user of the partner, or an operator
 * @param text may have several lines
 */
public record Note(String id, Actor by, Instant at, String text) {
  /** The longest text, in characters. */
  public static final int LONGEST = 4_000;

  /**
   * Checks the length of the text.
   *
   * @throws IllegalArgumentException if the text is blank or longer than {@link #LONGEST}
   */
  public Note {
    if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException("a note must have 1 to " + LONGEST + " characters");
    }
  }

  /** Returns a new note of the act's actor. */
  public static Note of(Act act, String text) {
    return new Note(Ulids.next(act.at()), act.by(), act.at(), text);
  }
}
