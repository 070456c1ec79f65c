package dev.keyshelf.local.redrive;

import dev.keyshelf.aws.SqsQueue;
import dev.keyshelf.aws.SqsQueue.Message;
import dev.keyshelf.local.redrive.DeadLetter.Remedy;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A queue of dead letters.
 *
 * @param reading reads its messages
 * @param redriving does what a remedy says, or throws
 */
public record LetterBox(
    SqsQueue queue, Function<Message, DeadLetter> reading, Consumer<DeadLetter> redriving) {

  /** Returns a remedy's sentence for a person, such as "starts CountStock again". */
  static String plan(Remedy remedy) {
    return switch (remedy) {
      case DeadLetter.Start(var function, _) -> "starts %s again".formatted(function);
      case DeadLetter.SendBack _ -> "goes back to its queue";
      case DeadLetter.Nothing(var why) -> why;
    };
  }
}
