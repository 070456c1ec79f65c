package dev.keyshelf.local.commands;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Endpoint;
import dev.keyshelf.local.machine.RunningServer;
import dev.keyshelf.local.redrive.LetterBox;
import dev.keyshelf.local.redrive.LetterBoxes;
import dev.keyshelf.local.redrive.Redrive;
import dev.keyshelf.local.redrive.Redrive.Deed;
import dev.keyshelf.local.redrive.Redrive.Report;
import dev.keyshelf.local.redrive.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the dead letters of a stack or of this machine, redrives or deletes them. */
@Command(
    name = "redrive",
    description = {
      "Lists dead letters with their functions and causes. With --yes it gives the selected ones to"
          + " their functions again."
    })
public final class RedriveCommand extends StackCommand implements Runnable {
  @Option(
      names = "--message",
      paramLabel = "ID",
      description = "Selects the message with this id (repeatable).")
  private List<String> messages = List.of();

  @Option(
      names = "--function",
      paramLabel = "F",
      description = "Selects the messages of a function, as template.yaml names it (repeatable).")
  private List<String> functions = List.of();

  @Option(names = "--all", description = "Selects all messages.")
  private boolean all;

  @Option(names = "--delete", description = "Deletes the selected messages instead.")
  private boolean delete;

  @Option(
      names = "--yes",
      description = "Does it. Without it, the command only says what it would do.")
  private boolean yes;

  @Override
  public void run() {
    var selection = new Selection(Set.copyOf(messages), Set.copyOf(functions), all);
    if (selection.isEmpty() && (yes || delete)) {
      throw new UserFault("name what is meant: --message ID, --function F or --all");
    }
    var deed = delete ? Deed.DELETE : Deed.REDRIVE;
    var walk =
        new Redrive(
            selection.isEmpty() ? new Selection(Set.of(), Set.of(), true) : selection,
            yes ? deed : Deed.LIST,
            this::say);
    try {
      say(told(Report.sum(boxes().stream().map(walk::through).toList()), deed));
    } catch (UnavailableException | IllegalStateException refused) {
      throw new UserFault(String.valueOf(refused.getMessage()), refused);
    }
  }

  private List<LetterBox> boxes() {
    var settings = data().settings();
    var template = Template.read(settings.template());
    var stack = stack();
    if (stack.isPresent()) {
      return new LetterBoxes(template).ofStack(stack.get());
    }
    Map<String, String> server =
        RunningServer.find(template, settings)
            .map(RunningServer::environment)
            .orElseThrow(
                () -> new UserFault(Endpoint.NONE + ", or name a stack on AWS with --stack"));
    return new LetterBoxes(template).ofThisMachine(OperatorCalls.of(server));
  }

  private String told(Report report, Deed deed) {
    if (report.selected() == 0) {
      return report.seen() == 0
          ? "There are no dead letters."
          : "None of %s dead letters is selected.".formatted(report.seen());
    }
    var verb = deed == Deed.DELETE ? "deleted" : "redriven";
    var done = delete ? report.selected() : report.done();
    return yes
        ? "%s of %s dead letters were %s.".formatted(done, report.seen(), verb)
        : "%s of %s dead letters can be %s. Repeat the command with %s--yes."
            .formatted(
                done,
                report.seen(),
                verb,
                messages.isEmpty() && functions.isEmpty() && !all
                    ? "--all or a selection, and "
                    : "");
  }
}
