package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.key.Fingerprint;
import java.util.List;
import java.util.Optional;

/** Which keys an operator means. */
public sealed interface Wanted {
  /** Returns what the log says of it. */
  String told();

  /** The keys of a pool, or those that one batch brought, wherever they were moved to. */
  record Supplied(String pool, Optional<String> batch) implements Wanted {
    @Override
    public String told() {
      return "pool " + pool + batch.map(name -> ", batch " + name).orElse("");
    }
  }

  /** Keys that the operator holds in hand. */
  record Listed(List<Fingerprint> keys) implements Wanted {
    /** Copies the list in. */
    public Listed {
      keys = List.copyOf(keys);
    }

    @Override
    public String told() {
      return keys.size() == 1 ? "1 listed key" : keys.size() + " listed keys";
    }
  }
}
