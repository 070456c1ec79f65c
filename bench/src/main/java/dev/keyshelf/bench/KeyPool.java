package dev.keyshelf.bench;

import dev.keyshelf.local.OneMachine;
import java.time.Duration;

/** A pool of an invented product that is supplied by real imports, and what is bought of it. */
final class KeyPool {
  /** Well below the 16 MiB of the largest file that an import takes. */
  private static final int KEYS_A_FILE = 100_000;

  private final OneMachine machine;
  private final int product;
  private int supplied;

  /** Has nothing yet. */
  KeyPool(OneMachine machine, int product) {
    this.machine = machine;
    this.product = product;
  }

  /** Gives a SKU whose keys come from here. */
  String sku() {
    return Assortment.firstSkuOf(product);
  }

  /** Imports so many keys that were in no pool before; gives how long the imports took. */
  Duration supply(int keys) {
    var took = Duration.ZERO;
    for (int left = keys; left > 0; left -= KEYS_A_FILE) {
      var csv = csv(Math.min(left, KEYS_A_FILE));
      try (var drop = new Drop()) {
        var name = "imports/keys/%s/%d.csv".formatted(Assortment.poolOf(product), supplied);
        drop.add(name, csv);
        var began = System.nanoTime();
        drop.into(machine);
        took = took.plusNanos(System.nanoTime() - began);
      }
    }
    return took;
  }

  private String csv(int keys) {
    var csv = new StringBuilder("key\n");
    for (int i = 0; i < keys; i++) {
      csv.append(
          "BENCH-%05d-%05d-%05d-XXXXX\n"
              .formatted(product, supplied / 100_000, supplied % 100_000));
      supplied++;
    }
    return csv.toString();
  }
}
