package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.Seals;
import dev.keyshelf.domain.sealing.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
 * Seals in a bucket of their own: {@code seals/{partner}/{hour}.seal}, {@code keys/{key}.pem}.
 * Nothing is ever written over: each write is for a key that is not there ({@code If-None-Match}).
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
    // The key before the first that is wanted: a text that is less, and greater than all before.
    var before = folder + text(from);
    return tried(
        () ->
            s3
                .listObjectsV2Paginator(
                    list -> list.bucket(bucket).prefix(folder).startAfter(before))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(SUFFIX))
                .map(key -> hour(folder, key))
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
      // A conflict is somebody else's write of the same key at the same moment.
      if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  static Instant hour(String folder, String key) {
    var hour = key.substring(folder.length(), key.length() - SUFFIX.length());
    return Instant.parse(hour + ":00:00Z");
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
