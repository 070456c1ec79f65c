package dev.keyshelf.local.fault;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why a service of AWS refused a call. */
public final class AwsRefusal {
  private AwsRefusal() {}

  /** Returns what the service said, without the ids of the request; empty if it did not answer. */
  public static Optional<String> of(SdkException failed) {
    return failed instanceof AwsServiceException refused && refused.awsErrorDetails() != null
        ? Optional.of(
            "%s: %s"
                .formatted(
                    refused.awsErrorDetails().errorCode(),
                    refused.awsErrorDetails().errorMessage()))
        : Optional.empty();
  }
}
