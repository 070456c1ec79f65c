package dev.keyshelf.local.commands;

import dev.keyshelf.local.machine.Backstage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scheduled function now, on the running server's stores or on the data folder's. */
@Command(name = "fire", description = "Runs a scheduled function now.")
public final class FireCommand extends DataCommand implements Runnable {
  @Parameters(paramLabel = "NAME", description = "The function's name.")
  private String name = "";

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      description = "How far the business's clock is ahead (as the running server's).")
  private Duration clockOffset = Duration.ZERO;

  @Override
  public void run() {
    try (var backstage = Backstage.open(data().settings().withClockOffset(clockOffset))) {
      var answer = backstage.schedules().fire(name);
      say(new String(answer, StandardCharsets.UTF_8));
    }
  }
}
