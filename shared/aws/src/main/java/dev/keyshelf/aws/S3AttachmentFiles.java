package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The bytes of attachments in S3. Clients upload them to a prefix that a lifecycle rule empties.
 * After the check they are copied to a prefix that no presigned URL can write to.
 */
final class S3AttachmentFiles implements AttachmentFiles {
  private static final Duration DOWNLOAD = Duration.ofMinutes(2);
  private static final Duration COPY = Duration.ofSeconds(12);
  private static final String NEUTRAL = "application/octet-stream";
  private static final int FIRST_BYTES = 1_024;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  S3AttachmentFiles(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /**
   * Returns the upload key. No partner id begins with an underscore, so attachments never lie
   * there.
   */
  private static String uploadKey(Attachment attachment) {
    return "support/_uploads/" + place(attachment);
  }

  private static String key(Attachment attachment) {
    return "support/" + place(attachment);
  }

  private static String place(Attachment attachment) {
    return String.join(
        "/", attachment.partner().value(), attachment.request().value(), attachment.id().value());
  }

  @Override
  public Upload signUpload(Attachment attachment) {
    var signed =
        presigner.presignPutObject(
            presign ->
                presign
                    .signatureDuration(Attachment.UPLOAD)
                    .putObjectRequest(
                        put ->
                            put.bucket(bucket)
                                .key(uploadKey(attachment))
                                .contentType(attachment.type().mediaType())
                                .contentLength(attachment.size())
                                .checksumSHA256(base64(attachment.sha256()))));
    Map<String, String> headers = new TreeMap<>();
    signed.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.remove("host");
    return new Upload(URI.create(signed.url().toString()), headers);
  }

  @Override
  public Optional<Attachment.Upload> inspect(Attachment attachment) {
    var key = uploadKey(attachment);
    try {
      var head =
          s3.headObject(get -> get.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
      // A file of another size is refused for that alone, so its bytes are not read.
      var isAsLarge = head.contentLength() == attachment.size();
      return Optional.of(
          new Attachment.Upload(
              head.contentLength(),
              isAsLarge ? sha256(key, head) : "",
              isAsLarge ? first(key, head) : new byte[0],
              head.eTag()));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException failed) {
      throw isOutdated(failed)
          ? new UnavailableException("uploaded again while it was checked", failed)
          : Outages.unavailableOr("bucket", failed);
    }
  }

  private static boolean isOutdated(SdkException failed) {
    return failed instanceof S3Exception answered && answered.statusCode() == PRECONDITION_FAILED;
  }

  /** Returns the checksum that S3 verified at the upload. If S3 has none, the bytes are hashed. */
  private String sha256(String key, HeadObjectResponse head) {
    var told = head.checksumSHA256();
    if (told != null && !told.contains("-")) {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(told));
    }
    try (var bytes = s3.getObject(get -> get.bucket(bucket).key(key).ifMatch(head.eTag()))) {
      var digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (IOException failed) {
      throw new UnavailableException("bucket: the response was cut off", failed);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private byte[] first(String key, HeadObjectResponse head) {
    try (InputStream bytes =
        s3.getObject(
            get ->
                get.bucket(bucket)
                    .key(key)
                    .ifMatch(head.eTag())
                    .range("bytes=0-" + (FIRST_BYTES - 1)))) {
      return bytes.readNBytes(FIRST_BYTES);
    } catch (IOException failed) {
      throw new UnavailableException("bucket: the response was cut off", failed);
    }
  }

  @Override
  public boolean keep(Attachment attachment, Attachment.Upload upload) {
    try {
      s3.copyObject(
          copy ->
              copy.sourceBucket(bucket)
                  .sourceKey(uploadKey(attachment))
                  .copySourceIfMatch(upload.tag())
                  .destinationBucket(bucket)
                  .destinationKey(key(attachment))
                  .metadataDirective(MetadataDirective.REPLACE)
                  // S3 answers only after the whole copy, so it needs a longer timeout.
                  .overrideConfiguration(
                      override -> override.apiCallAttemptTimeout(COPY).apiCallTimeout(COPY))
                  .contentType(NEUTRAL));
      return true;
    } catch (NoSuchKeyException _) {
      return false;
    } catch (SdkException failed) {
      if (isOutdated(failed)) {
        return false;
      }
      throw Outages.unavailableOr("bucket", failed);
    }
  }

  @Override
  public URI signDownload(Attachment attachment) {
    var signed =
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(DOWNLOAD)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket)
                                .key(key(attachment))
                                .responseContentType(NEUTRAL)
                                .responseContentDisposition(
                                    S3ArtifactUrls.disposition(attachment.fileName()))));
    return URI.create(signed.url().toString());
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
