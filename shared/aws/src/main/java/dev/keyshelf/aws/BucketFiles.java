package dev.keyshelf.aws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The files of the bucket, for the functions that import. */
public final class BucketFiles {
  private final S3Client s3;
  private final String bucket;

  BucketFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Reads a file whole; empty when there is none of that name. */
  public Optional<byte[]> read(String key) {
    return found(() -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
  }

  /** Gives a file's size in bytes; empty when there is none of that name. */
  public OptionalLong size(String key) {
    return found(() -> s3.headObject(head -> head.bucket(bucket).key(key)))
        .map(head -> OptionalLong.of(head.contentLength()))
        .orElse(OptionalLong.empty());
  }

  /** Writes a text file, whatever was there. */
  public void write(String key, String text) {
    found(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(key),
                RequestBody.fromString(text, StandardCharsets.UTF_8)));
  }

  /** Removes a file and leaves no earlier version readable by its name. */
  public void remove(String key) {
    found(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  private static <T> Optional<T> found(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }
}
