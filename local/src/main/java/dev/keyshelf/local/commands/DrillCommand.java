package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.drill.Drill;
import dev.keyshelf.local.drill.Drill.Result;
import dev.keyshelf.local.drill.FolderRestoration;
import dev.keyshelf.local.drill.Restoration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Restores a copy and checks it. The exit code is 1 if anything in it is wrong. */
@Command(
    name = "drill",
    description = {
      "Restores a copy of all data beside it, checks the copy, and removes it. A server may be"
          + " running.",
      "The exit code is 1 if anything in the copy is wrong."
    })
public final class DrillCommand extends DataCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 100;

  @Parameters(
      arity = "0..1",
      paramLabel = "BACKUP",
      description = "The backup to restore (default: a new one of the data folder).")
  private @Nullable Path backup;

  @Override
  public Integer call() {
    try (var restoration = restoration()) {
      return told(new Drill(Clock.systemUTC()).run(restoration));
    }
  }

  private Restoration restoration() {
    var settings = data().settings();
    return new FolderRestoration(
        Template.read(settings.template()), data().path(), Optional.ofNullable(backup));
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
