package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells failures that pass by themselves from those that somebody has to mend. */
final class Outages {
  private static final int SERVER_ERROR = 500;

  /** Of a service's 4xx, what a later attempt may not meet again. */
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestTimeTooSkewed",
          "RequestTimeout",
          "TransactionConflictException");

  private Outages() {}

  /**
   * Gives the unavailability that a failure is; a failure that stays (no permission, no such table)
   * is given back as it is.
   */
  static RuntimeException unavailableOr(String what, SdkException failed) {
    if (failed instanceof AwsServiceException answered) {
      var details = answered.awsErrorDetails();
      var code = details == null ? "" : details.errorCode();
      var passes =
          answered.statusCode() >= SERVER_ERROR
              || answered.isThrottlingException()
              || answered.isClockSkewException()
              || PASSING.contains(code);
      return passes
          ? new UnavailableException(
              "%s: %d %s, request %s"
                  .formatted(what, answered.statusCode(), code, answered.requestId()),
              failed)
          : failed;
    }
    return new UnavailableException(what + ": no answer", failed);
  }
}
