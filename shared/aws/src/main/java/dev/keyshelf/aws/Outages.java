package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Separates transient failures, which a retry may pass, from those that somebody must fix. */
final class Outages {
  private static final int SERVER_ERROR = 500;

  /** The transient errors among a service's 4xx. */
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "RequestTimeTooSkewed",
          "RequestTimeout",
          "TransactionConflictException");

  /** The errors of KMS for a disabled key. They pass when somebody enables the key. */
  private static final Set<String> KEY_IS_OFF =
      Set.of("DisabledException", "KMSInvalidStateException");

  private Outages() {}

  /**
   * Calls the store. Failed conditions and conflicts are thrown unchanged, for the caller to
   * handle.
   *
   * @throws UnavailableException if the failure is transient
   */
  static <T> T tried(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (ConditionalCheckFailedException
        | TransactionConflictException
        | IdempotentParameterMismatchException
        | TransactionCanceledException
        | TransactionInProgressException answer) {
      throw answer;
    } catch (SdkException failed) {
      throw unavailableOr(what, failed);
    }
  }

  /**
   * Returns the exception to throw for a failure of the key service, like {@link #unavailableOr}.
   */
  static RuntimeException keyServiceUnavailableOr(SdkException failed) {
    var passes =
        unavailableOr("key service", failed) instanceof UnavailableException
            || (failed instanceof AwsServiceException answered
                && KEY_IS_OFF.contains(code(answered)));
    return passes
        ? UnavailableException.ofKeyService("the key service is unavailable", failed)
        : failed;
  }

  private static String code(AwsServiceException answered) {
    var details = answered.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /**
   * Returns an {@link UnavailableException} for a transient failure. Any other failure, such as a
   * missing permission or table, is returned unchanged.
   */
  static RuntimeException unavailableOr(String what, SdkException failed) {
    if (failed instanceof AwsServiceException answered) {
      var code = code(answered);
      var passes =
          answered.statusCode() >= SERVER_ERROR
              || answered.isThrottlingException()
              || answered.isClockSkewException()
              || PASSING.contains(code);
      return passes
          ? new UnavailableException(
              "%s: %s %s, request %s"
                  .formatted(what, answered.statusCode(), code, answered.requestId()),
              failed)
          : failed;
    }
    return new UnavailableException(what + ": no answer", failed);
  }
}
