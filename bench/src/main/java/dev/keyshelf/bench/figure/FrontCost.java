package dev.keyshelf.bench.figure;

import static dev.keyshelf.bench.figure.CostCommand.GIGABYTE_SECOND;
import static dev.keyshelf.bench.figure.CostCommand.MILLION;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_INVOCATIONS;
import static dev.keyshelf.bench.figure.CostCommand.MILLION_READ_UNITS;
import static dev.keyshelf.bench.figure.CostCommand.MILLIS_OF_A_SECOND;

/**
 * What stands in front of the API, and the bytes of downloads, cost in USD at the list prices of
 * AWS WAF, of S3 and KMS in us-east-1, and of CloudFront in North America and Europe. The prices of
 * bytes are those of the first 10 TB a month.
 */
final class FrontCost {
  /** The number in edge.yaml. A group of managed rules counts as one. */
  static final int RULES = 7;

  private static final double WEB_ACL = 5.00;
  private static final double RULE = 1.00;
  private static final double MILLION_INSPECTED = 0.60;
  private static final double MILLION_PASSED_ON = 1.00;
  private static final double CLOUDFRONT_GIGABYTE = 0.085;
  private static final double S3_GIGABYTE = 0.09;
  private static final double MILLION_S3_READS = 0.40;

  /** KMS signs each URL of CloudFront. An RSA key of 2,048 bits has the lower of its prices. */
  private static final double MILLION_SIGNATURES = 3.00;

  /** What finds the partner of a tenant, as docs/access-patterns.md says. */
  private static final int READS_OF_A_TENANT = 2;

  private FrontCost() {}

  /** Returns what the web ACL costs a month without any request. */
  static double month() {
    return WEB_ACL + RULES * RULE;
  }

  /** Returns what it costs to inspect requests and to pass them on, without their bytes. */
  static double passing(double requests) {
    return requests / MILLION * (MILLION_INSPECTED + MILLION_PASSED_ON);
  }

  /**
   * Returns what it costs to read tokens with a function whose claims name the partner.
   *
   * @param tokens how often it is asked: once a minute for each token in use
   * @param millis how long an invocation with 1 GB takes, in milliseconds
   */
  static double authorizing(double tokens, int millis) {
    return tokens / MILLION * MILLION_INVOCATIONS
        + tokens * millis / MILLIS_OF_A_SECOND * GIGABYTE_SECOND;
  }

  /** Returns what it costs in addition to find the partners of the tokens' tenants. */
  static double findingTenants(double tokens) {
    return tokens * READS_OF_A_TENANT / MILLION * MILLION_READ_UNITS;
  }

  /** Returns what downloads by S3's URLs cost. */
  static double byS3(double downloads, double gigabytes) {
    return downloads / MILLION * MILLION_S3_READS + downloads * gigabytes * S3_GIGABYTE;
  }

  /** Returns what downloads by CloudFront's URLs cost if S3 is asked for each file once. */
  static double byCloudFront(double downloads, double gigabytes) {
    return downloads / MILLION * (MILLION_PASSED_ON + MILLION_SIGNATURES)
        + downloads * gigabytes * CLOUDFRONT_GIGABYTE;
  }
}
