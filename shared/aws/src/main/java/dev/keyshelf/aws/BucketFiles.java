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

/** The files of the bucket, for the functions that import. */
public final class BucketFiles {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final String bucket;

  BucketFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** What is under a name. */
  public sealed interface Content {
    /** A file's bytes; whoever reads them leaves them as they are. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Bytes(byte[] bytes) implements Content {}

    /** A file that is larger than was asked for, in bytes; it was not read. */
    record TooLarge(long size) implements Content {}

    /** No file. */
    record Missing() implements Content {}
  }

  /**
   * Reads a file whole.
   *
   * @param most how large it may be, in bytes, inclusive
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

  /** Reads some files whole, several at once: no more than may be in memory together. */
  public Map<String, Content> read(Collection<String> keys, int most) {
    Map<String, Content> contents = new ConcurrentHashMap<>();
    AtOnce.forEach(keys, key -> contents.put(key, read(key, most)));
    return contents;
  }

  /** Gives the sizes of some files in bytes, by name; those that are not there are left out. */
  public Map<String, Long> sizes(Collection<String> keys) {
    Map<String, Long> sizes = new ConcurrentHashMap<>();
    AtOnce.forEach(
        keys,
        key ->
            found(() -> s3.headObject(head -> head.bucket(bucket).key(key)))
                .ifPresent(head -> sizes.put(key, head.contentLength())));
    return sizes;
  }

  /** Writes a text file, whatever was there. */
  public void write(String key, String text) {
    found(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(key),
                RequestBody.fromString(text, StandardCharsets.UTF_8)));
  }

  /** Writes a text file, if there is none of this name. */
  public void writeIfAbsent(String key, String text) {
    try {
      found(
          () ->
              s3.putObject(
                  put -> put.bucket(bucket).key(key).ifNoneMatch("*"),
                  RequestBody.fromString(text, StandardCharsets.UTF_8)));
    } catch (S3Exception refused) {
      // A conflict is another write of the same file at the same moment.
      if (refused.statusCode() != PRECONDITION_FAILED && refused.statusCode() != CONFLICT) {
        throw refused;
      }
    }
  }

  /** Lists the files whose names begin so, by name. */
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

  /** Removes a file and leaves no earlier version readable by its name. */
  public void remove(String key) {
    found(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
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
