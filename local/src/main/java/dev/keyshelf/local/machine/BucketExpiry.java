package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Deletes objects of the embedded buckets at the age that a lifecycle rule of the template names.
 */
final class BucketExpiry {
  private final S3Client s3;
  private final List<BucketDeclaration> buckets;

  BucketExpiry(S3Client s3, List<BucketDeclaration> buckets) {
    this.s3 = s3;
    this.buckets = buckets;
  }

  /**
   * Deletes expired objects.
   *
   * @param now the machine's time, by which the buckets date their objects
   */
  void tidy(Instant now) {
    for (var bucket : buckets) {
      for (var expiry : bucket.expiries()) {
        tidy(bucket.name(), expiry, now);
      }
    }
  }

  private void tidy(String bucket, Expiry expiry, Instant now) {
    var oldest = now.minus(Duration.ofDays(expiry.days()));
    s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(expiry.prefix()))
        .contents()
        .stream()
        .filter(object -> !object.lastModified().isAfter(oldest))
        .toList()
        .forEach(object -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
  }
}
