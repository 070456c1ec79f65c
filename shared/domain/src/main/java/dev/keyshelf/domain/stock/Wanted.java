package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.key.Fingerprint;
import java.util.List;
import java.util.Optional;

/** The keys that an operator wants to change. */
public sealed interface Wanted {
  /** Describes the keys for the log. */
  String told();

  /** The keys of a pool, or the keys of one batch, including those that were moved elsewhere. */
  record Supplied(String pool, Optional<String> batch) implements Wanted {
    @Override
    public String told() {
      return "pool " + pool + batch.map(name -> ", batch " + name).orElse("");
    }
  }

  /** Keys whose texts the operator has listed. */
  record Listed(List<Fingerprint> keys) implements Wanted {
    /** Copies the list. */
    public Listed {
      keys = List.copyOf(keys);
    }

    @Override
    public String told() {
      return keys.size() == 1 ? "1 listed key" : keys.size() + " listed keys";
    }
  }
}
