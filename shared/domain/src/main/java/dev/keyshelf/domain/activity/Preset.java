package dev.keyshelf.domain.activity;

import java.util.EnumSet;
import java.util.Set;

/** Operations that readers of the log often ask for together. */
public enum Preset {
  /** Somebody got to see keys, or started a download. */
  KEYS_OR_DOWNLOADS;

  /** Returns the operations, in the order of their declaration. */
  public Set<Operation> operations() {
    return switch (this) {
      case KEYS_OR_DOWNLOADS ->
          EnumSet.of(
              Operation.KEYS_ISSUED,
              Operation.KEYS_REVEALED,
              Operation.KEY_ROTATED,
              Operation.DOWNLOAD_STARTED);
    };
  }
}
