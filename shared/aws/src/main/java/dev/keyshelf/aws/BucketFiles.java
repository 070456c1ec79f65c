package dev.keyshelf.aws;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads and writes files of the bucket, for the functions that import. */
public final class BucketFiles {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;

  BucketFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** The content of a key of the bucket. */
  public sealed interface Content {
    /** The bytes of a file. Readers must not modify the array. */
    @SuppressWarnings("ArrayRecordComponent") // Contents are never compared.
    record Bytes(byte[] bytes) implements Content {}

    /** The size in bytes of a file that is over the limit, and was not read. */
    record TooLarge(long size) implements Content {}

    /** There is no file under the key. */
    record Missing() implements Content {}
  }

  /**
   * Reads a whole file.
   *
   * @param most the maximum size in bytes, inclusive
   */
  public Content read(String key, int most) {
    return found(() -> s3.getObject(get -> get.bucket(bucket).key(key), atMost(most)))
        .orElseGet(Content.Missing::new);
  }

  private static ResponseTransformer<GetObjectResponse, Content> atMost(int most) {
    return (response, stream) -> {
      if (response.contentLength() > most) {
        stream.abort();
        return new Content.TooLarge(response.contentLength());
      }
      return new Content.Bytes(stream.readNBytes(most));
    };
  }

  /**
   * Reads several whole files in parallel. The caller ensures that all fit into memory together.
   */
  public Map<String, Content> read(Collection<String> keys, int most) {
    Map<String, Content> contents = new ConcurrentHashMap<>();
    AtOnce.forEach(keys, key -> contents.put(key, read(key, most)));
    return contents;
  }

  /** Returns the sizes of files in bytes, by key. Missing files are left out. */
  public Map<String, Long> sizes(Collection<String> keys) {
    Map<String, Long> sizes = new ConcurrentHashMap<>();
    AtOnce.forEach(
        keys,
        key ->
            found(() -> s3.headObject(head -> head.bucket(bucket).key(key)))
                .ifPresent(head -> sizes.put(key, head.contentLength())));
    return sizes;
  }

  /** Writes a text file, and replaces an existing one. */
  public void write(String key, String text) {
    found(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(key),
                RequestBody.fromString(text, StandardCharsets.UTF_8)));
  }

  /** Writes a text file unless the key exists. */
  public void writeIfAbsent(String key, String text) {
    try {
      found(
          () ->
              s3.putObject(
                  put -> put.bucket(bucket).key(key).ifNoneMatch("*"),
                  RequestBody.fromString(text, StandardCharsets.UTF_8)));
    } catch (S3Exception refused) {
      // A conflict means that another write of the same file happens at the same moment.
      if (refused.statusCode() != PRECONDITION_FAILED && refused.statusCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  /** Returns the keys with this prefix, sorted. */
  public List<String> list(String prefix) {
    return found(
            () ->
                s3
                    .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList())
        .orElse(List.of());
  }

  /**
   * Deletes a file for good. In a bucket with versions it deletes this version only, so that a
   * newer file of the same name stays. A plain delete would keep the bytes as an earlier version.
   *
   * @param version the version that an event of the bucket named; empty if the bucket has none
   */
  public void remove(String key, Optional<String> version) {
    try {
      found(
          () ->
              s3.deleteObject(
                  delete -> {
                    delete.bucket(bucket).key(key);
                    version.ifPresent(delete::versionId);
                  }));
    } catch (S3Exception refused) {
      // A version that is gone has another error code than a missing key.
      if (refused.statusCode() != NOT_FOUND) {
        throw refused;
      }
    }
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
