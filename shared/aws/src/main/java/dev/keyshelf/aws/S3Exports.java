package dev.keyshelf.aws;

import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Exports in S3, written as multipart uploads. Each part is small enough for one call's timeout,
 * and the file appears only after the last part.
 */
final class S3Exports implements Exports {
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  /** S3's minimum size of a part other than the last. */
  private static final int PART = 5 * 1024 * 1024;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  S3Exports(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public Writing begin(PartnerId partner, String fileName, String mediaType) {
    // A random key, so that two exports never collide and nobody can guess it.
    var key = "exports/%s/%s/%s".formatted(partner, UUID.randomUUID(), fileName);
    var upload =
        tried(
            () ->
                s3.createMultipartUpload(
                    create ->
                        create
                            .bucket(bucket)
                            .key(key)
                            .contentType(mediaType)
                            .contentDisposition("attachment; filename=\"" + fileName + "\"")));
    return new Upload(key, upload.uploadId());
  }

  private static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }

  private final class Upload implements Writing {
    private final String key;
    private final String id;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(PART);
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean isOpen = true;

    Upload(String key, String id) {
      this.key = key;
      this.id = id;
    }

    @Override
    public void append(byte[] bytes) {
      for (var from = 0; from < bytes.length; ) {
        var length = Math.min(PART - buffer.size(), bytes.length - from);
        buffer.write(bytes, from, length);
        from += length;
        if (buffer.size() == PART) {
          send();
        }
      }
    }

    private void send() {
      var number = parts.size() + 1;
      var bytes = RequestBody.fromBytes(buffer.toByteArray());
      var sent =
          tried(
              () ->
                  s3.uploadPart(
                      part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number), bytes));
      parts.add(CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
      buffer.reset();
    }

    @Override
    public URI finish() {
      // S3 completes no upload without a part; an empty file has an empty one.
      if (buffer.size() > 0 || parts.isEmpty()) {
        send();
      }
      tried(
          () ->
              s3.completeMultipartUpload(
                  complete ->
                      complete
                          .bucket(bucket)
                          .key(key)
                          .uploadId(id)
                          .multipartUpload(upload -> upload.parts(parts))));
      isOpen = false;
      var signed =
          presigner.presignGetObject(
              presign ->
                  presign
                      .signatureDuration(LIFETIME)
                      .getObjectRequest(get -> get.bucket(bucket).key(key)));
      return URI.create(signed.url().toString());
    }

    @Override
    public void close() {
      if (isOpen) {
        isOpen = false;
        tried(() -> s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id)));
      }
    }
  }
}
