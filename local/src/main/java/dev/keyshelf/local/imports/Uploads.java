package dev.keyshelf.local.imports;

import dev.keyshelf.local.fault.AwsRefusal;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads files to a bucket, large ones in parts. */
record Uploads(S3Client s3, String bucket) {
  /** The stores' own timeout is for small requests, and too short for installation media. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  /**
   * Uploads a file and returns the object's ETag.
   *
   * @throws UserFault if the bucket refuses it or does not answer
   */
  String upload(ImportFiles.Source source, UploadProgress progress) throws IOException {
    try {
      if (Files.size(source.file()) > LargeUpload.AT_ONCE) {
        return new LargeUpload(s3, bucket, LargeUpload.AT_ONCE, progress).upload(source);
      }
      var eTag =
          s3.putObject(
                  put ->
                      put.bucket(bucket)
                          .key(source.key())
                          .overrideConfiguration(call -> call.apiCallAttemptTimeout(TIMEOUT)),
                  source.file())
              .eTag();
      return eTag == null ? "" : eTag;
    } catch (SdkException e) {
      throw new UserFault(
          "%s was not uploaded: %s; import again, which is safe"
              .formatted(
                  source.key(),
                  AwsRefusal.of(e).orElse("the bucket did not answer, or the file changed")),
          e);
    }
  }
}
