package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.MILLION;

/**
 * What stands in front of the API costs in USD at the list prices of AWS WAF, and of CloudFront in
 * North America and Europe.
 */
final class FrontCost {
  /** The number in edge.yaml. A group of managed rules counts as one. */
  static final int RULES = 7;

  private static final double WEB_ACL = 5.00;
  private static final double RULE = 1.00;
  private static final double MILLION_INSPECTED = 0.60;
  private static final double MILLION_PASSED_ON = 1.00;

  private FrontCost() {}

  /** Returns what the web ACL costs a month without any request. */
  static double month() {
    return WEB_ACL + RULES * RULE;
  }

  /** Returns what it costs to inspect requests and to pass them on, without their bytes. */
  static double passing(double requests) {
    return requests / MILLION * (MILLION_INSPECTED + MILLION_PASSED_ON);
  }
}
