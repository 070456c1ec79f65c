package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.download.ArtifactUrls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes presigned URLs of S3. Signing needs no call. It uses the system clock, as S3 does. */
final class S3ArtifactUrls implements ArtifactUrls {
  /** The maximum lifetime. All presigned URLs of a revoked link expire within this time. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The media type of all files, so that no browser shows one. */
  static final String MEDIA_TYPE = "application/octet-stream";

  /** Matches characters that clients treat differently, even inside quotes. */
  private static final Pattern NOT_PLAIN = Pattern.compile("[^ -~]|[\"\\\\%]");

  private final S3Presigner presigner;
  private final String bucket;
  private final Duration lifetime;

  S3ArtifactUrls(S3Presigner presigner, String bucket, Duration lifetime) {
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the lifetime of a URL must be more than 0 and at most an hour, was " + lifetime);
    }
    this.presigner = presigner;
    this.bucket = bucket;
    this.lifetime = lifetime;
  }

  /** Signs a URL of the verified bytes. Files under other keys are never served. */
  @Override
  public URI sign(Artifact artifact) {
    var signed =
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(lifetime)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket)
                                .key(artifact.verifiedKey())
                                .responseContentType(MEDIA_TYPE)
                                .responseContentDisposition(disposition(artifact.fileName()))));
    return URI.create(signed.url().toString());
  }

  /**
   * Returns a {@code Content-Disposition} (RFC 6266) with the exact name in {@code filename*}, and
   * an ASCII name for clients that do not support that.
   */
  static String disposition(String fileName) {
    var plain = NOT_PLAIN.matcher(fileName).replaceAll("_");
    var exact =
        URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, exact);
  }
}
