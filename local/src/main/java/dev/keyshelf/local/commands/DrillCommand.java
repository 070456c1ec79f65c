package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.local.drill.Drill;
import dev.keyshelf.local.drill.Drill.Result;
import dev.keyshelf.local.drill.FolderRestoration;
import dev.keyshelf.local.drill.Restoration;
import dev.keyshelf.local.drill.StackRestoration;
import dev.keyshelf.local.drill.StackRestoration.Wish;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.stack.Stack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a copy and checks it. The exit code is 1 if anything in it is wrong. */
@Command(
    name = "drill",
    description = {
      "Restores a copy of all data beside it, checks the copy, and removes it. A server may be"
          + " running. With --stack, restores the stack's table to a point in time into another"
          + " one.",
      "The exit code is 1 if anything in the copy is wrong."
    })
public final class DrillCommand extends StackCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 100;

  @Parameters(
      arity = "0..1",
      paramLabel = "BACKUP",
      description = "The backup to restore (default: a new one of the data folder).")
  private @Nullable Path backup;

  @Option(
      names = "--at",
      paramLabel = "2026-12-01T00:00:00Z",
      description = "With --stack: the point in time to restore (default: the latest one).")
  private @Nullable String at;

  @Option(
      names = "--table",
      paramLabel = "T",
      description =
          "With --stack: the name of the table to create (default: of the stack and the time).")
  private @Nullable String table;

  @Option(
      names = "--keep",
      description = "With --stack: keeps the restored table, with its indexes.")
  private boolean keep;

  @Override
  public Integer call() {
    try (var restoration = restoration()) {
      return told(new Drill(Clock.systemUTC()).run(restoration));
    }
  }

  private Restoration restoration() {
    var stack = stack();
    if (stack.isPresent()) {
      return ofStack(stack.get());
    }
    refuse(List.of("--at", "--table", "--keep"), "%s needs --stack");
    var settings = data().settings();
    return new FolderRestoration(
        Template.read(settings.template()), data().path(), Optional.ofNullable(backup));
  }

  private Restoration ofStack(Stack stack) {
    if (backup != null) {
      throw new UserFault("a backup is of this machine, and --stack names a stack on AWS");
    }
    return new StackRestoration(
        stack,
        new Wish(
            Optional.ofNullable(at).map(DrillCommand::instant), Optional.ofNullable(table), keep),
        Runtime.getRuntime().maxMemory(),
        surroundings().pause(),
        this::note);
  }

  private static Instant instant(String text) {
    return IsoTime.parse(text)
        .orElseThrow(
            () ->
                new UserFault(
                    "--at must be an instant such as 2026-12-01T00:00:00Z, was '%s'"
                        .formatted(text)));
  }

  private int told(Result result) {
    say(
        "Recovery point: %s%s"
            .formatted(
                result.point().map(Object::toString).orElse("unknown"),
                result
                    .lost()
                    .map(lost -> ", %s before the drill began".formatted(seconds(lost)))
                    .orElse("")));
    result.newestRecord().ifPresent(at -> say("Newest record of the log: " + at));
    say(
        "Recovery time: %s (restored in %s, checked in %s)"
            .formatted(
                seconds(result.recovery()),
                seconds(result.restoring()),
                seconds(result.checking())));
    say("Checked: " + String.join("; ", result.counts()));
    var differences = result.differences();
    if (differences.isEmpty()) {
      say("Nothing is missing or changed.");
      return 0;
    }
    differences.stream().limit(MOST_SHOWN).forEach(each -> say("  " + each));
    if (differences.size() > MOST_SHOWN) {
      say("  and %s more".formatted(differences.size() - MOST_SHOWN));
    }
    note(
        "the drill failed: %s in the copy, first %s"
            .formatted(
                differences.size() == 1 ? "1 difference" : differences.size() + " differences",
                differences.getFirst()));
    return 1;
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3)
            .setScale(1, RoundingMode.HALF_UP)
            .toPlainString()
        + " s";
  }
}
