package dev.keyshelf.domain.catalog;

/** Where the keys of a SKU come from. */
public sealed interface Issuer {
  /**
   * The vendor supplies the keys, in batches.
   *
   * @param reserved whether an order reserves its keys. If so, an order is refused if the pool has
   *     too few keys for it. If not, an order is accepted regardless of the pool, and its keys
   *     leave the pool when they are first revealed
   * @param form the form of the keys that the pool accepts; all SKUs of a pool name the same form
   */
  record Pool(String name, boolean reserved, KeyForm form) implements Issuer {
    /** Makes a pool of {@link KeyForm#FIVES} whose keys are issued when they are first revealed. */
    public Pool(String name) {
      this(name, false);
    }

    /** Makes a pool of {@link KeyForm#FIVES}. */
    public Pool(String name, boolean reserved) {
      this(name, reserved, KeyForm.FIVES);
    }
  }

  /** Keyshelf makes each key when it issues it. */
  record Generated() implements Issuer {}
}
