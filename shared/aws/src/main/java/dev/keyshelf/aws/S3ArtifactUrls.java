package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.download.ArtifactUrls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs of S3. Signing is local and uses the machine's clock, as S3 does. */
final class S3ArtifactUrls implements ArtifactUrls {
  /** What is promised of them: a revocation ends every one of them by then. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Also what clients differ about, even within quotes. */
  private static final Pattern NOT_PLAIN = Pattern.compile("[^ -~]|[\"\\\\%]");

  private final S3Presigner presigner;
  private final String bucket;
  private final Duration lifetime;

  S3ArtifactUrls(S3Presigner presigner, String bucket, Duration lifetime) {
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a URL lives up to an hour, not " + lifetime);
    }
    this.presigner = presigner;
    this.bucket = bucket;
    this.lifetime = lifetime;
  }

  /** Of the verified bytes only: what is dropped under another key, nobody is served. */
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
                                .responseContentType("application/octet-stream")
                                .responseContentDisposition(disposition(artifact.fileName()))));
    return URI.create(signed.url().toString());
  }

  /** RFC 6266: the exact name in {@code filename*}, a plain one for clients that know no better. */
  static String disposition(String fileName) {
    var plain = NOT_PLAIN.matcher(fileName).replaceAll("_");
    var exact =
        URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, exact);
  }
}
