package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.download.ArtifactUrls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * Signs URLs of CloudFront with a canned policy and SHA-256. The policy has the whole URL, so
 * neither the file nor the name that it is saved under can be changed.
 */
final class CloudFrontArtifactUrls implements ArtifactUrls {
  /** CloudFront's limit. A larger file is read from S3. */
  static final long LARGEST = 50L * 1024 * 1024 * 1024;

  /** Makes RSA signatures (PKCS #1 v1.5) over SHA-256. */
  interface Signer {
    /**
     * Returns the signature of a text.
     *
     * @throws dev.keyshelf.domain.once.UnavailableException if the key cannot be used now
     */
    byte[] sign(String text);
  }

  private final ArtifactUrls ofS3;
  private final Signer signer;
  private final String origin;
  private final String publicKeyId;
  private final Duration lifetime;
  private final Clock clock;

  /**
   * Makes URLs below an address, whose path is left out.
   *
   * @param ofS3 signs files that CloudFront does not serve
   * @param publicKeyId the id under which CloudFront knows the signer's key
   * @param clock the time of CloudFront, not of the business
   */
  CloudFrontArtifactUrls(
      ArtifactUrls ofS3,
      Signer signer,
      String address,
      String publicKeyId,
      Duration lifetime,
      Clock clock) {
    var uri = URI.create(address);
    this.ofS3 = ofS3;
    this.signer = signer;
    this.origin = uri.getScheme() + "://" + uri.getAuthority();
    this.publicKeyId = publicKeyId;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  @Override
  public URI sign(Artifact artifact) {
    if (artifact.size() > LARGEST) {
      return ofS3.sign(artifact);
    }
    var url =
        "%s/%s?response-content-disposition=%s&response-content-type=%s"
            .formatted(
                origin,
                artifact.verifiedKey(),
                encoded(S3ArtifactUrls.disposition(artifact.fileName())),
                encoded(S3ArtifactUrls.MEDIA_TYPE));
    var expires = Long.toString(clock.instant().plus(lifetime).getEpochSecond());
    var signature = signer.sign(cannedPolicy(url, expires));
    return URI.create(
        "%s&Expires=%s&Signature=%s&Key-Pair-Id=%s&Hash-Algorithm=SHA256"
            .formatted(url, expires, safe(signature), publicKeyId));
  }

  /** Returns what CloudFront puts together from a URL and its end, byte for byte. */
  private static String cannedPolicy(String url, String expires) {
    return "{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%s}}}]}"
        .formatted(url, expires);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /**
   * Returns base64 with CloudFront's own characters in place of those that mean something in a URL.
   */
  private static String safe(byte[] signature) {
    return Base64.getEncoder()
        .encodeToString(signature)
        .replace('+', '-')
        .replace('=', '_')
        .replace('/', '~');
  }
}
