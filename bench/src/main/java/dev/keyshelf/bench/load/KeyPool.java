package dev.keyshelf.bench.load;

import dev.keyshelf.local.machine.OneMachine;
import java.time.Duration;

/** A pool that is supplied by real imports, and what is bought of it. */
public final class KeyPool {
  /** A SKU of the samples, a key of {@link #ofSamples} for each line, reserved with the order. */
  public static final String SAMPLE_SKU = "ws2019-std-16core";

  /** A SKU of the samples whose keys are issued when they are first asked for. */
  public static final String SAMPLE_SKU_WITHOUT_KEYS = "w7-esu-2020-p1y";

  /** Well below the 16 MiB of the largest file that an import takes. */
  private static final int KEYS_A_FILE = 100_000;

  /** In hexadecimal. */
  private static final int FIVE_DIGITS = 0xFFFFF;

  private final OneMachine machine;
  private final String name;
  private final String sku;
  private int supplied;

  private KeyPool(OneMachine machine, String name, String sku) {
    this.machine = machine;
    this.name = name;
    this.sku = sku;
  }

  /** Gives the pool of an invented product; it has nothing yet. */
  public static KeyPool of(OneMachine machine, int product) {
    return new KeyPool(machine, Assortment.poolOf(product), Assortment.firstSkuOf(product));
  }

  /** Gives a pool of the samples, beside the keys that it has. */
  public static KeyPool ofSamples(OneMachine machine) {
    return new KeyPool(machine, "windows-server-2019-standard", SAMPLE_SKU);
  }

  /** Supplies the pools of both sample SKUs with so many keys each. */
  public static void supplySamples(OneMachine machine, int keys) {
    ofSamples(machine).supply(keys);
    new KeyPool(machine, "windows-7-esu-2020", SAMPLE_SKU_WITHOUT_KEYS).supply(keys);
  }

  /** Gives a SKU whose keys come from here. */
  public String sku() {
    return sku;
  }

  /** Imports so many keys that were in no pool before; gives how long the imports took. */
  public Duration supply(int keys) {
    var took = Duration.ZERO;
    for (int left = keys; left > 0; left -= KEYS_A_FILE) {
      var csv = csv(Math.min(left, KEYS_A_FILE));
      try (var drop = new Drop()) {
        var file = "imports/keys/%s/bench-%s.csv".formatted(name, supplied);
        drop.add(file, csv);
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
          "BENCH-%05X-%05d-%05d-XXXXX\n"
              .formatted(name.hashCode() & FIVE_DIGITS, supplied / 100_000, supplied % 100_000));
      supplied++;
    }
    return csv.toString();
  }
}
