package dev.keyshelf.domain.catalog;

/**
 * The edition of a licence with Software Assurance that qualifies for Azure Hybrid Benefit: virtual
 * machines under it pay the lower base rate, the one of Linux. The edition decides how it is used.
 */
public enum HybridBenefit {
  STANDARD(Use.CONVERT),
  DATACENTER(Use.REUSE);

  private final Use use;

  HybridBenefit(Use use) {
    this.use = use;
  }

  /** What becomes of the licence's right to run on the customer's own hardware. */
  public enum Use {
    /** It moves: the licence runs in Azure or on own hardware, not on both. */
    CONVERT,
    /** It stays: the licence runs in Azure and on own hardware. */
    REUSE
  }

  /** Gives how a licence of this edition is used. */
  public Use use() {
    return use;
  }
}
