package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A machine with the sample catalogue and a test's own files, and a partner who sells there. */
final class Storefront extends Seller {
  /** More keys than the orders of one test need. */
  private static final int KEYS = 60;

  private final OneMachine machine;

  private Storefront(OneMachine machine) {
    super(machine.baseUrl(), () -> machine.tokenFor("partner-a", "ada", "AdminAgent"));
    this.machine = machine;
  }

  /** Opens a storefront on an empty machine, with these files in addition to the samples. */
  static Storefront open(OneMachine machine, Path folder, Offered... files) throws IOException {
    var front = new Storefront(machine);
    front.imports(Offered.SAMPLES.resolve("artifacts"));
    front.imports(Offered.write(folder, files));
    front.imports(Offered.SAMPLES.resolve("imports/partners"));
    front.imports(
        DropFolder.with("imports/keys/windows-server-2019-standard/some.csv", keys("SHELF")));
    front.imports(DropFolder.with("imports/keys/sql-server-2019-standard/some.csv", keys("STAND")));
    return front;
  }

  private static String keys(String ending) {
    return IntStream.range(0, KEYS)
        .mapToObj(number -> String.format(Locale.ROOT, "XXXXX-%05d-%s", number, ending))
        .collect(Collectors.joining("\n", "key\n", "\n"));
  }

  private void imports(Path path) {
    assertThat(machine.importer().importPath(path).faults()).isEmpty();
  }

  OneMachine machine() {
    return machine;
  }

  @Override
  public void close() {
    try {
      super.close();
    } finally {
      machine.close();
    }
  }
}
