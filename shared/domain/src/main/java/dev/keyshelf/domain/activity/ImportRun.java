package dev.keyshelf.domain.activity;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An import of a file: what the house's log says about its begin and its end.
 *
 * @param file the file's key in the bucket
 * @param principal who put the file there
 * @param beganAt empty if the import was refused without being begun, as an unread file is
 * @param endedAt empty if it has not ended, or broke off; an import that broke off is repeated
 * @param summary what was imported, or why not; empty as long as it has not ended
 */
public record ImportRun(
    String file,
    String principal,
    State state,
    Optional<Instant> beganAt,
    Optional<Instant> endedAt,
    Optional<String> summary) {
  /** What became of the file. */
  public enum State {
    /** The import has begun, and no end is recorded. */
    BEGUN,
    /** The file was imported. */
    DONE,
    /** A part of the file was imported, and then a fault ended the import. */
    BROKEN_OFF,
    /** Nothing of the file was imported. */
    REFUSED,
    /** No function reads the file. */
    UNREAD
  }

  private static final String END = ": ";
  private static final String GONE = "not there any more";
  private static final Pattern PARTLY = Pattern.compile("[0-9]+ imported, then [0-9]+ faults?");

  /** Returns the summary of an import that ended with faults, in the words of its record. */
  public static String faulty(int imported, int faults) {
    var counted = faults + (faults == 1 ? " fault" : " faults");
    return imported == 0 ? counted : imported + " imported, then " + counted;
  }

  /** Returns the summary of an import whose file was gone. */
  public static String gone() {
    return GONE;
  }

  /** Returns the run that this record begins or ends. */
  static ImportRun of(ActivityRecord record) {
    var detail = record.detail().orElse("");
    var principal = record.by().name();
    return switch (record.outcome()) {
      case BEGUN ->
          new ImportRun(
              detail,
              principal,
              State.BEGUN,
              Optional.of(record.at()),
              Optional.empty(),
              Optional.empty());
      // Only the record of an unread file has a reason.
      case REFUSED, DONE ->
          record.reason().isPresent()
              ? new ImportRun(
                  detail,
                  principal,
                  State.UNREAD,
                  Optional.empty(),
                  Optional.of(record.at()),
                  record.reason())
              : ended(record, detail, principal);
    };
  }

  /** The summary follows the last colon: it has none itself, but the name of a file may. */
  private static ImportRun ended(ActivityRecord record, String detail, String principal) {
    var end = detail.lastIndexOf(END);
    var summary =
        end < 0 ? Optional.<String>empty() : Optional.of(detail.substring(end + END.length()));
    return new ImportRun(
        end < 0 ? detail : detail.substring(0, end),
        principal,
        record.outcome() == Outcome.DONE
            ? summary.map(ImportRun::done).orElse(State.DONE)
            : State.REFUSED,
        Optional.empty(),
        Optional.of(record.at()),
        summary);
  }

  /** The log calls an import done that ended before its file did, so its summary says which. */
  private static State done(String summary) {
    if (PARTLY.matcher(summary).matches()) {
      return State.BROKEN_OFF;
    }
    return summary.equals(GONE) ? State.REFUSED : State.DONE;
  }

  /** Returns a copy that began then. */
  ImportRun begunAt(Instant at) {
    return new ImportRun(file, principal, state, Optional.of(at), endedAt, summary);
  }
}
