package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Seals in their own bucket: {@code seals/{partner}/{hour}.seal} and {@code keys/{key}.pem}.
 * Nothing is ever overwritten, since each write requires that the key does not exist ({@code
 * If-None-Match}).
 */
final class S3Seals implements Seals {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  static final String SUFFIX = ".seal";
  private static final String TO_THE_HOUR = "2026-11-20T09";

  private final S3Client s3;
  private final String bucket;

  S3Seals(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<byte[]> find(PartnerId partner, Instant hour) {
    try {
      var object =
          tried(
              () ->
                  s3.getObject(
                      get -> get.bucket(bucket).key(key(partner, hour)),
                      ResponseTransformer.toBytes()));
      return Optional.of(object.asByteArray());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean add(PartnerId partner, Instant hour, byte[] seal) {
    return putIfAbsent(key(partner, hour), seal);
  }

  @Override
  public List<Instant> hours(PartnerId partner, Instant from) {
    var folder = folder(partner);
    // This text sorts before the first wanted key and after all earlier ones.
    var before = folder + text(from);
    return tried(
        () ->
            s3
                .listObjectsV2Paginator(
                    list -> list.bucket(bucket).prefix(folder).startAfter(before))
                .contents()
                .stream()
                .map(S3Object::key)
                .flatMap(key -> hour(partner, key).stream())
                .toList());
  }

  @Override
  public void publish(VerifyingKey key) {
    putIfAbsent(publicKey(key.id()), key.pem().getBytes(StandardCharsets.US_ASCII));
  }

  private boolean putIfAbsent(String key, byte[] bytes) {
    try {
      tried(
          () ->
              s3.putObject(
                  put ->
                      put.bucket(bucket)
                          .key(key)
                          .contentType("text/plain; charset=utf-8")
                          .ifNoneMatch("*"),
                  RequestBody.fromBytes(bytes)));
      return true;
    } catch (S3Exception refused) {
      // A conflict means that another write of the same key happens at the same moment.
      if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /** Returns the hour that a key is the seal of; empty if a partner has no seal of that name. */
  static Optional<Instant> hour(PartnerId partner, String key) {
    var start = folder(partner).length();
    var end = key.length() - SUFFIX.length();
    if (!key.endsWith(SUFFIX) || end < start) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(key.substring(start, end) + ":00:00Z"))
          .filter(hour -> key(partner, hour).equals(key));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  static String publicKey(String id) {
    return "keys/%s.pem".formatted(id);
  }

  static String folder(PartnerId partner) {
    return "seals/" + partner + "/";
  }

  static String key(PartnerId partner, Instant hour) {
    return folder(partner) + text(hour) + SUFFIX;
  }

  static String text(Instant hour) {
    return Keys.time(hour).substring(0, TO_THE_HOUR.length());
  }

  static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("bucket of seals", failed);
    }
  }
}
