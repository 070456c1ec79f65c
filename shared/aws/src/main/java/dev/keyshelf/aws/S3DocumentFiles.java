package dev.keyshelf.aws;

import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.identity.PartnerId;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The files of documents in S3. The bucket takes only the first file of a key. */
final class S3DocumentFiles implements DocumentFiles {
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  /** The time for a whole file, which can be larger than what usual calls carry. */
  private static final Duration TRANSFER = Duration.ofSeconds(10);

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final Supplier<S3Presigner> presigner;
  private final String bucket;

  S3DocumentFiles(S3Client s3, Supplier<S3Presigner> presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public void keep(PartnerId partner, DocumentFormat format, String sha256, byte[] file) {
    var key = DocumentKeys.file(partner, format, sha256);
    var patience = new Patience(Patience.USUAL);
    while (!isStored(key, format, file, patience)) {
      // Another write of the same file happens at the same moment, and may fail.
    }
  }

  private boolean isStored(String key, DocumentFormat format, byte[] file, Patience patience) {
    try {
      tried(
          () ->
              s3.putObject(
                  put ->
                      put.bucket(bucket)
                          .key(key)
                          .contentType(format.mediaType())
                          .ifNoneMatch("*")
                          .overrideConfiguration(
                              override ->
                                  override
                                      .apiCallAttemptTimeout(TRANSFER)
                                      .apiCallTimeout(TRANSFER)),
                  RequestBody.fromBytes(file)));
      return true;
    } catch (S3Exception refused) {
      if (refused.statusCode() == CONFLICT) {
        patience.pauseAfterConflict(refused);
        return false;
      }
      if (refused.statusCode() == PRECONDITION_FAILED) {
        return true;
      }
      throw refused;
    }
  }

  @Override
  public byte[] read(Document document) {
    var key = key(document);
    var file =
        tried(
            () ->
                s3.getObject(
                    get ->
                        get.bucket(bucket)
                            .key(key)
                            .overrideConfiguration(
                                override ->
                                    override
                                        .apiCallAttemptTimeout(TRANSFER)
                                        .apiCallTimeout(TRANSFER)),
                    ResponseTransformer.toBytes()));
    var bytes = file.asByteArrayUnsafe();
    if (!Document.digest(bytes).equals(document.sha256())) {
      throw new IllegalStateException("the file %s does not have its digest".formatted(key));
    }
    return bytes;
  }

  @Override
  public URI link(Document document) {
    var signed =
        presigner
            .get()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(LIFETIME)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(key(document))
                                    .responseContentType(document.format().mediaType())
                                    .responseContentDisposition(
                                        S3ArtifactUrls.disposition(document.fileName()))));
    return URI.create(signed.url().toString());
  }

  private static String key(Document document) {
    return DocumentKeys.file(document.partner(), document.format(), document.sha256());
  }

  private static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket", failed);
    }
  }
}
