package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.schedule.Schedules;
import dev.keyshelf.local.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs a scheduled function now, of a stack, or on the stores of the running server or of the data
 * folder.
 */
@Command(name = "fire", description = "Runs a scheduled function now and prints its answer.")
public final class FireCommand extends StackCommand implements Runnable {
  @Parameters(paramLabel = "NAME", description = "The function's name in template.yaml.")
  private String name = "";

  @Option(
      names = "--detail",
      paramLabel = "NAME=VALUE",
      description =
          "Tells the function something, as a member of its event's detail (repeatable). again=true"
              + " lets IndexDesk begin again.")
  private Map<String, String> detail = new LinkedHashMap<>();

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      description =
          "How far the business clock is ahead of the system clock (default: that of the running"
              + " server).")
  private Duration clockOffset = Duration.ZERO;

  @Override
  public void run() {
    var answer = stack().map(this::fired).orElseGet(this::firedHere);
    say(new String(answer, StandardCharsets.UTF_8));
  }

  private byte[] fired(Stack stack) {
    var template = Template.read(Settings.defaultTemplate());
    try (var schedules = Schedules.of(template, stack, stack.region())) {
      return schedules.fire(name, detail);
    }
  }

  private byte[] firedHere() {
    try (var backstage = Backstage.open(data().settings().withClockOffset(clockOffset))) {
      return backstage.schedules().fire(name, detail);
    }
  }
}
