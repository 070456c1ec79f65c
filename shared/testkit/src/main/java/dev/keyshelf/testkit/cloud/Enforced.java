package dev.keyshelf.testkit.cloud;

import java.util.Optional;

/** The rules that AWS and the embedded stores enforce, but not every cloud that tests run on. */
public enum Enforced {
  /** A presigned URL works only with the signed method, path, headers and size. */
  SIGNATURES_OF_URLS(
      "does not check the signatures of presigned URLs (S3_SKIP_SIGNATURE_VALIDATION)",
      "does not check the signatures of presigned URLs (FLOCI_SERVICES_S3_ENFORCE_AUTH is off)");

  private final String onLocalStack;
  private final String onFloci;

  Enforced(String onLocalStack, String onFloci) {
    this.onLocalStack = onLocalStack;
    this.onFloci = onFloci;
  }

  /** Returns the reason why a cloud does not enforce this rule, or an empty result if it does. */
  Optional<String> missingOn(String cloud) {
    return switch (cloud) {
      case Cloud.LOCALSTACK -> Optional.of("%s: LocalStack %s".formatted(this, onLocalStack));
      case Cloud.FLOCI -> Optional.of("%s: Floci %s".formatted(this, onFloci));
      default -> Optional.empty();
    };
  }
}
