package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A running server with the samples and a few keys, and the command line beside it. */
final class ServedMachine implements AutoCloseable {
  static final String POOL = "windows-server-2019-standard";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final OneMachine machine;

  private ServedMachine(OneMachine machine) {
    this.machine = machine;
  }

  /** Starts the server on a folder, with so many keys in {@link #POOL}. */
  static ServedMachine start(Path data, int keys) throws IOException {
    var machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withData(data)
                .withPort(0)
                .withoutSamples()
                .withClockOffset(Beginning.offset()));
    var samples = Settings.defaultTemplate().resolveSibling("samples");
    for (var each : new String[] {"artifacts", "imports/catalogue", "imports/partners"}) {
      assertThat(machine.importer().importPath(samples.resolve(each)).faults()).isEmpty();
    }
    var file = new StringBuilder("key\n");
    for (int i = 1; i <= keys; i++) {
      file.append("XXXXX-AAAAA-0000").append(i).append('\n');
    }
    machine
        .importer()
        .importPath(DropFolder.with("imports/keys/" + POOL + "/b-1.csv", file.toString()));
    return new ServedMachine(machine);
  }

  OneMachine machine() {
    return machine;
  }

  /** Runs a command and returns its exit code. */
  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  /** Returns what the last command printed. */
  StringWriter out() {
    return out;
  }

  /** Returns what the last command printed on standard error. */
  StringWriter err() {
    return err;
  }

  @Override
  public void close() {
    machine.close();
  }
}
