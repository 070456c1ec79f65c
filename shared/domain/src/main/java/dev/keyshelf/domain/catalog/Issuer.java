package dev.keyshelf.domain.catalog;

/** Where the keys of a SKU come from. */
public sealed interface Issuer {
  /**
   * The vendor supplies them, batch by batch.
   *
   * @param reserved whether they leave the pool with the order, so that what is paid for always has
   *     its keys; else with the first time they are asked for
   * @param form of the keys that come into it: all SKUs of a pool name the same
   */
  record Pool(String name, boolean reserved, KeyForm form) implements Issuer {
    /** Gives a pool of groups of five whose keys are issued when they are first asked for. */
    public Pool(String name) {
      this(name, false);
    }

    /** Gives a pool of groups of five. */
    public Pool(String name, boolean reserved) {
      this(name, reserved, KeyForm.FIVES);
    }
  }

  /** They are made as they are issued. */
  record Generated() implements Issuer {}
}
