package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactFiles;
import dev.keyshelf.domain.once.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bytes of artifacts in S3. It writes exactly the bytes that were hashed, so it need not trust
 * ETags. S3 checks the MD5 of the bytes as they arrive. {@code If-None-Match} makes the first
 * writer win.
 */
final class S3ArtifactFiles implements ArtifactFiles {
  /** The timeout for sending a part, or for S3 to assemble a large file. */
  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  private static final String NEUTRAL = "application/octet-stream";
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  /** The errors of S3 for an unknown upload or missing parts. */
  private static final Set<String> NO_SUCH_PARTS =
      Set.of("NoSuchUpload", "InvalidPart", "InvalidPartOrder", "EntityTooSmall");

  private final Supplier<S3Client> s3;
  private final String bucket;

  /**
   * Uses this bucket.
   *
   * @param s3 makes the client at its first use; most downloads never need it
   */
  S3ArtifactFiles(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<Long> verifiedSize(String sha256) {
    return found(
        () ->
            s3.get()
                .headObject(head -> head.bucket(bucket).key(Artifact.verifiedKey(sha256)))
                .contentLength());
  }

  @Override
  public Optional<Dropped> find(String objectKey) {
    return found(() -> s3.get().headObject(head -> head.bucket(bucket).key(objectKey)))
        .map(head -> new Dropped(objectKey, head.contentLength(), head.eTag()));
  }

  @Override
  public Optional<byte[]> read(Dropped file, long from, int count) {
    return found(
        () -> {
          try (var bytes =
              s3.get()
                  .getObject(
                      get ->
                          get.bucket(bucket)
                              .key(file.objectKey())
                              .ifMatch(file.tag())
                              .range("bytes=%s-%s".formatted(from, from + count - 1))
                              .overrideConfiguration(S3ArtifactFiles::patient))) {
            return whole(bytes.readNBytes(count), count);
          } catch (IOException failed) {
            throw new UnavailableException("bucket: the response was cut off", failed);
          }
        });
  }

  private static byte[] whole(byte[] bytes, int count) {
    if (bytes.length != count) {
      throw new UnavailableException(
          "bucket: received %s of %s bytes".formatted(bytes.length, count),
          new IOException("cut off"));
    }
    return bytes;
  }

  @Override
  public void keep(String sha256, byte[] bytes) {
    // The result is empty if another writer was first. Its bytes are the same.
    found(
        () ->
            s3.get()
                .putObject(
                    put ->
                        put.bucket(bucket)
                            .key(Artifact.verifiedKey(sha256))
                            .ifNoneMatch("*")
                            .contentType(NEUTRAL)
                            .contentMD5(md5(bytes))
                            .overrideConfiguration(S3ArtifactFiles::patient),
                    body(bytes)));
  }

  @Override
  public String begin(String sha256) {
    return tried(
        () ->
            s3.get()
                .createMultipartUpload(
                    create ->
                        create
                            .bucket(bucket)
                            .key(Artifact.verifiedKey(sha256))
                            .contentType(NEUTRAL))
                .uploadId());
  }

  @Override
  public boolean keepPart(String sha256, String upload, int number, byte[] bytes) {
    return found(
            () ->
                s3.get()
                    .uploadPart(
                        part ->
                            part.bucket(bucket)
                                .key(Artifact.verifiedKey(sha256))
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(md5(bytes))
                                .overrideConfiguration(S3ArtifactFiles::patient),
                        body(bytes)))
        .isPresent();
  }

  @Override
  public boolean finish(String sha256, String upload, int parts) {
    var key = Artifact.verifiedKey(sha256);
    var listed =
        found(
                () ->
                    s3
                        .get()
                        .listPartsPaginator(list -> list.bucket(bucket).key(key).uploadId(upload))
                        .parts()
                        .stream()
                        .map(
                            part ->
                                CompletedPart.builder()
                                    .partNumber(part.partNumber())
                                    .eTag(part.eTag())
                                    .build())
                        .toList())
            .filter(all -> all.size() == parts);
    if (listed.isEmpty()) {
      return false;
    }
    try {
      s3.get()
          .completeMultipartUpload(
              complete ->
                  complete
                      .bucket(bucket)
                      .key(key)
                      .uploadId(upload)
                      .ifNoneMatch("*")
                      .multipartUpload(all -> all.parts(listed.get()))
                      .overrideConfiguration(S3ArtifactFiles::patient));
      return true;
    } catch (S3Exception failed) {
      if (failed.statusCode() == PRECONDITION_FAILED) {
        // Another writer was first. Its bytes are the same.
        abandon(sha256, upload);
        return true;
      }
      if (isGone(failed)) {
        return false;
      }
      throw Outages.unavailableOr("bucket", failed);
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }

  @Override
  public void abandon(String sha256, String upload) {
    found(
        () ->
            s3.get()
                .abortMultipartUpload(
                    abort ->
                        abort.bucket(bucket).key(Artifact.verifiedKey(sha256)).uploadId(upload)));
  }

  private static void patient(AwsRequestOverrideConfiguration.Builder call) {
    call.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ATTEMPT.multipliedBy(2));
  }

  /** Returns a body without copying the bytes, since a part has several megabytes. */
  private static RequestBody body(byte[] bytes) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes), bytes.length, NEUTRAL);
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }

  private static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }

  /**
   * Returns an empty result if the object or upload no longer exists, or the object has changed.
   */
  private static <T> Optional<T> found(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (S3Exception failed) {
      if (isGone(failed) || failed.statusCode() == PRECONDITION_FAILED) {
        return Optional.empty();
      }
      throw Outages.unavailableOr("bucket", failed);
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }

  private static boolean isGone(S3Exception failed) {
    return failed.statusCode() == NOT_FOUND
        || (failed.awsErrorDetails() != null
            && NO_SUCH_PARTS.contains(String.valueOf(failed.awsErrorDetails().errorCode())));
  }
}
