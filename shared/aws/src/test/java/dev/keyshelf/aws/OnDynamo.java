package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The adapters, wired to the stores of one test. */
final class OnDynamo {
  private OnDynamo() {}

  /** Wires one test's stores. Their clock never finds a decision too old. */
  static Wiring of(CloudFixture cloud) {
    return of(cloud, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  static Wiring of(CloudFixture cloud, Clock clock) {
    return Wiring.of(environment(cloud), clock);
  }

  /** Returns a function's variables, with a key file in place of a key service. */
  static Map<String, String> environment(CloudFixture cloud) {
    var variables = new HashMap<>(cloud.environment());
    var keyFile = Path.of("target", "keys", variables.get("KEYSHELF_TABLE") + ".key");
    variables.put("KEYSHELF_KEY_FILE", keyFile.toString());
    return Map.copyOf(variables);
  }
}
