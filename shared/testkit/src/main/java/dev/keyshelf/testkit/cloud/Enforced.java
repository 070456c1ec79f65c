package dev.keyshelf.testkit.cloud;

import java.util.Optional;

/** What AWS enforces and the embedded stores too, but not every cloud that tests run on. */
public enum Enforced {
  /** A presigned URL works with what was signed only: method, path, headers, size. */
  SIGNATURES_OF_URLS("accepts presigned URLs whatever was signed (S3_SKIP_SIGNATURE_VALIDATION)");

  private final String onLocalStack;

  Enforced(String onLocalStack) {
    this.onLocalStack = onLocalStack;
  }

  /** Tells why a cloud does not enforce this; empty when it does. */
  Optional<String> missingOn(String cloud) {
    return cloud.equals(Cloud.LOCALSTACK)
        ? Optional.of("%s: LocalStack %s".formatted(this, onLocalStack))
        : Optional.empty();
  }
}
