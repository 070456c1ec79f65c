package dev.keyshelf.domain.catalog;

/** Where the keys of a SKU come from. */
public sealed interface Issuer {
  /**
   * The vendor supplies them, batch by batch.
   *
   * @param reserved whether they are reserved as they are sold, so that what is paid for has its
   *     keys: an order that the pool is too small for is refused. Else they leave the pool when
   *     they are first asked for, and an order is taken whatever the pool has
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
