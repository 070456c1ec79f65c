package dev.keyshelf.local.commands;

import dev.keyshelf.local.OneMachine;
import dev.keyshelf.local.Settings;
import dev.keyshelf.local.demo.Journey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the whole journey on a machine of its own, in memory, with the samples. */
@Command(name = "demo", description = "Walks the whole journey, from order to exact credit.")
public final class DemoCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() {
    try (OneMachine machine = OneMachine.start(Settings.inMemory(Settings.defaultTemplate()))) {
      return Journey.walk(machine, System.out) ? 0 : 1;
    }
  }
}
