package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;

/**
 * Something that was said about a support request; never changed once written.
 *
 * @param id a ULID: notes sort by time
 * @param by a user of the partner, or an operator
 * @param text may have several lines
 */
public record Note(String id, Actor by, Instant at, String text) {
  /** The longest text, in characters. */
  public static final int LONGEST = 4_000;

  /** Refuses an empty note. */
  public Note {
    if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException("a note has 1 to " + LONGEST + " characters");
    }
  }

  /** Writes a note. */
  public static Note of(Act act, String text) {
    return new Note(Ulids.next(act.at()), act.by(), act.at(), text);
  }
}
