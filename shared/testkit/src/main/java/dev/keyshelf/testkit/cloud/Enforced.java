package dev.keyshelf.testkit.cloud;

import java.util.Optional;

/** What AWS enforces and the embedded stores too, but not every cloud that tests run on. */
public enum Enforced {
  /** A presigned URL works with what was signed only: method, path, headers, size. */
  SIGNATURES_OF_URLS(
      "accepts presigned URLs whatever was signed (S3_SKIP_SIGNATURE_VALIDATION)",
      "accepts presigned URLs whatever was signed (FLOCI_SERVICES_S3_ENFORCE_AUTH is off)");

  private final String onLocalStack;
  private final String onFloci;

  Enforced(String onLocalStack, String onFloci) {
    this.onLocalStack = onLocalStack;
    this.onFloci = onFloci;
  }

  /** Tells why a cloud does not enforce this; empty when it does. */
  Optional<String> missingOn(String cloud) {
    return switch (cloud) {
      case Cloud.LOCALSTACK -> Optional.of("%s: LocalStack %s".formatted(this, onLocalStack));
      case Cloud.FLOCI -> Optional.of("%s: Floci %s".formatted(this, onFloci));
      default -> Optional.empty();
    };
  }
}
