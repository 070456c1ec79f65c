package dev.keyshelf.bench.load;

import dev.keyshelf.local.machine.OneMachine;
import java.time.Duration;

/** A key pool that is filled by real imports, and the SKU that sells its keys. */
public final class KeyPool {
  /** A SKU of the samples. An order reserves a key of {@link #ofSamples} for each of its lines. */
  public static final String SAMPLE_SKU = "ws2019-std-16core";

  /** A SKU of the samples whose keys are issued at the first reveal. */
  public static final String SAMPLE_SKU_WITHOUT_KEYS = "w7-esu-2020-p1y";

  /** Well below an import's limit of 16 MiB for a file. */
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

  /** Returns the pool of a generated product. It is empty. */
  public static KeyPool of(OneMachine machine, int product) {
    return new KeyPool(machine, Assortment.poolOf(product), Assortment.firstSkuOf(product));
  }

  /** Returns a pool of the samples, which has keys already. */
  public static KeyPool ofSamples(OneMachine machine) {
    return new KeyPool(machine, "windows-server-2019-standard", SAMPLE_SKU);
  }

  /** Adds this number of keys to the pools of both sample SKUs. */
  public static void supplySamples(OneMachine machine, int keys) {
    ofSamples(machine).supply(keys);
    new KeyPool(machine, "windows-7-esu-2020", SAMPLE_SKU_WITHOUT_KEYS).supply(keys);
  }

  /** Returns a SKU that sells the keys of this pool. */
  public String sku() {
    return sku;
  }

  /** Imports this number of new keys, and returns the duration of the imports. */
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
