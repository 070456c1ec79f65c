package dev.keyshelf.local.redrive;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.aws.SqsQueue;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.local.redrive.DeadLetter.SendBack;
import dev.keyshelf.local.redrive.DeadLetter.Start;
import dev.keyshelf.local.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the queues of dead letters of a stack on AWS, or of the server of this machine. */
public final class LetterBoxes {
  private static final String EVENTS = "DeadLetters";

  private final Template template;

  /** Finds the queues that the template declares. */
  public LetterBoxes(Template template) {
    this.template = template;
  }

  /**
   * Returns the queues of a stack.
   *
   * @throws dev.keyshelf.local.fault.UserFault if the stack has none
   */
  public List<LetterBox> ofStack(Stack stack) {
    var reader = new LetterReader(template, stack::logical);
    var events = new LetterBox(stack.queue(EVENTS), reader::event, letter -> start(stack, letter));
    return Stream.concat(Stream.of(events), fifo(queue -> stack.queue(queue.logicalId()))).toList();
  }

  private static void start(Stack stack, DeadLetter letter) {
    if (letter.remedy() instanceof Start(var function, var event)) {
      stack.start(function, event);
    }
  }

  /** Returns the queues of the server of this machine, which has FIFO queues only. */
  public List<LetterBox> ofThisMachine(OperatorCalls calls) {
    return fifo(queue -> calls.queue(queue.name())).toList();
  }

  private Stream<LetterBox> fifo(Function<QueueDeclaration, SqsQueue> queues) {
    return template.consumers().stream()
        .flatMap(
            mapping ->
                declared(mapping.queue())
                    .flatMap(
                        source ->
                            Optional.ofNullable(source.redrive())
                                .flatMap(redrive -> declared(redrive.deadLetters()))
                                .map(
                                    dead -> box(mapping, queues.apply(source), queues.apply(dead))))
                    .stream());
  }

  private Optional<QueueDeclaration> declared(String name) {
    return template.queues().stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  private static LetterBox box(QueueMapping mapping, SqsQueue source, SqsQueue dead) {
    return new LetterBox(
        dead,
        message -> LetterReader.wake(message, mapping.function()),
        letter -> {
          if (letter.remedy() instanceof SendBack(var group, var body)) {
            source.send(group, "redriven-" + letter.id(), body);
          }
        });
  }
}
