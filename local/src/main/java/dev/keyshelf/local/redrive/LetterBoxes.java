package dev.keyshelf.local.redrive;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.aws.SqsQueue;
import dev.keyshelf.aws.StackResources;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.redrive.DeadLetter.SendBack;
import dev.keyshelf.local.redrive.DeadLetter.Start;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the queues of dead letters of a stack on AWS, or of the server of this machine. */
public final class LetterBoxes {
  private static final String EVENTS = "DeadLetters";

  private final Template template;
  private final OperatorCalls calls;

  /** Finds queues by these calls. */
  public LetterBoxes(Template template, OperatorCalls calls) {
    this.template = template;
    this.calls = calls;
  }

  /**
   * Returns the queues of a stack.
   *
   * @throws UserFault if the stack has none
   */
  public List<LetterBox> ofStack(String stack) {
    var resources = calls.resources(stack);
    var reader = new LetterReader(template, resources::logical);
    var events =
        new LetterBox(
            calls.queue(url(resources, stack, EVENTS)),
            reader::event,
            letter -> start(resources, stack, letter));
    return Stream.concat(
            Stream.of(events), fifo(queue -> calls.queue(url(resources, stack, queue.logicalId()))))
        .toList();
  }

  private static String url(StackResources resources, String stack, String queue) {
    return resources
        .physical(queue)
        .orElseThrow(() -> new UserFault("the stack %s has no queue %s".formatted(stack, queue)));
  }

  private void start(StackResources resources, String stack, DeadLetter letter) {
    if (letter.remedy() instanceof Start(var function, var event)) {
      var name =
          resources
              .physical(function)
              .orElseThrow(
                  () ->
                      new UserFault("the stack %s has no function %s".formatted(stack, function)));
      // SAM names the alias after the function and the alias. A function without versions has none.
      var alias = resources.physical(function + "Aliaslive").map(_ -> "live");
      calls.start(name, alias, event);
    }
  }

  /** Returns the queues of the server of this machine, which has FIFO queues only. */
  public List<LetterBox> ofThisMachine() {
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
