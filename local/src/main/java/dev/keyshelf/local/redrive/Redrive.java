package dev.keyshelf.local.redrive;

import dev.keyshelf.aws.SqsQueue.Message;
import dev.keyshelf.local.redrive.DeadLetter.Nothing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through dead letters once. A letter is deleted only after its remedy was taken, so a redrive
 * that fails in the middle can be repeated. A function can then get an event twice, as it can from
 * Lambda itself.
 */
public final class Redrive {
  /** How long other readers do not get the messages that are looked at. */
  private static final Duration HIDDEN = Duration.ofMinutes(5);

  /** Far from what is received within {@link #HIDDEN}, so that no message is seen twice. */
  private static final int MOST = 1_000;

  private final Selection selection;
  private final Deed deed;
  private final Consumer<String> say;

  /** What is done with the selected letters. */
  public enum Deed {
    /** They are listed. */
    LIST,
    /** Their remedies are taken, if they have one. */
    REDRIVE,
    /** They are deleted. */
    DELETE
  }

  /**
   * The result of a walk.
   *
   * @param selected how many letters were selected
   * @param done how many of them were redriven or deleted, or would have been
   */
  public record Report(int seen, int selected, int done) {
    Report plus(Report other) {
      return new Report(seen + other.seen, selected + other.selected, done + other.done);
    }

    /** Returns the sum of reports. */
    public static Report sum(List<Report> reports) {
      return reports.stream().reduce(new Report(0, 0, 0), Report::plus);
    }
  }

  /**
   * Creates a walk.
   *
   * @param say prints a line
   */
  public Redrive(Selection selection, Deed deed, Consumer<String> say) {
    this.selection = selection;
    this.deed = deed;
    this.say = say;
  }

  /**
   * Walks through the letters of a box, at most 1,000. Those that are not deleted can be received
   * again at once.
   */
  public Report through(LetterBox box) {
    List<Message> kept = new ArrayList<>();
    var report = new Report(0, 0, 0);
    try {
      for (var page = box.queue().receive(HIDDEN);
          !page.isEmpty();
          page = box.queue().receive(HIDDEN)) {
        kept.addAll(page);
        for (var message : page) {
          report = report.plus(one(box, box.reading().apply(message), kept));
        }
        if (report.seen() >= MOST) {
          say.accept("There may be more: repeat the command after these are done.");
          break;
        }
      }
    } finally {
      kept.forEach(box.queue()::release);
    }
    return report;
  }

  private Report one(LetterBox box, DeadLetter letter, List<Message> kept) {
    if (!selection.holds(letter)) {
      return new Report(1, 0, 0);
    }
    var canBeDone = deed == Deed.DELETE || !(letter.remedy() instanceof Nothing);
    if (deed == Deed.REDRIVE && canBeDone) {
      box.redriving().accept(letter);
    }
    if (deed != Deed.LIST && canBeDone) {
      box.queue().delete(letter.message());
      kept.remove(letter.message());
    }
    say.accept(told(letter));
    return new Report(1, 1, canBeDone ? 1 : 0);
  }

  private String told(DeadLetter letter) {
    return "%s %s %s: %s (%s)"
        .formatted(
            letter.id(),
            letter.sentAt().map(Instant::toString).orElse("-"),
            letter.function().orElse("unknown function"),
            letter.cause(),
            deed == Deed.DELETE ? "deleted" : LetterBox.plan(letter.remedy()));
  }
}
