package dev.keyshelf.domain.catalog;

/** Where the keys of a SKU come from. */
public sealed interface Issuer {
  /**
   * The vendor supplies them, batch by batch.
   *
   * @param reserved whether they leave the pool with the order, so that what is paid for always has
   *     its keys; else with the first time they are asked for
   */
  record Pool(String name, boolean reserved) implements Issuer {
    /** Gives a pool whose keys are issued when they are first asked for. */
    public Pool(String name) {
      this(name, false);
    }
  }

  /** They are made as they are issued. */
  record Generated() implements Issuer {}
}
