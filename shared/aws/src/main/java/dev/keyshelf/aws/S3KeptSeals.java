package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.KeptSeals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads all versions in the bucket of seals. The oldest version of a key is the original seal. */
final class S3KeptSeals implements KeptSeals {
  /** The version id for objects in a bucket without versioning. */
  private static final String UNVERSIONED = "null";

  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;
  private final String bucket;

  S3KeptSeals(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Listed list(PartnerId partner, Instant from) {
    var folder = S3Seals.folder(partner);
    var seals = new ArrayList<Kept>();
    var foreign = new ArrayList<String>();
    // This text sorts before the first wanted key and after all earlier ones.
    versions(folder, folder + S3Seals.text(from))
        .forEach(
            (key, versions) -> {
              var hour = S3Seals.hour(partner, key);
              if (hour.isPresent()) {
                seals.add(versions.kept(hour.get()));
              } else if (key.endsWith(S3Seals.SUFFIX)) {
                foreign.add(key);
              }
            });
    return new Listed(seals, foreign);
  }

  @Override
  public Optional<Kept> find(PartnerId partner, Instant hour) {
    var key = S3Seals.key(partner, hour);
    return Optional.ofNullable(versions(key, "").get(key)).map(versions -> versions.kept(hour));
  }

  @Override
  public Optional<byte[]> read(PartnerId partner, Kept kept) {
    return kept.version().flatMap(version -> read(S3Seals.key(partner, kept.hour()), version));
  }

  @Override
  public Optional<byte[]> key(String id) {
    var key = S3Seals.publicKey(id);
    return Optional.ofNullable(versions(key, "").get(key))
        .flatMap(Versions::first)
        .flatMap(version -> read(key, version));
  }

  private Optional<byte[]> read(String key, String version) {
    try {
      var object =
          S3Seals.tried(
              () ->
                  s3.getObject(
                      get -> {
                        get.bucket(bucket).key(key);
                        if (!version.equals(UNVERSIONED)) {
                          get.versionId(version);
                        }
                      },
                      ResponseTransformer.toBytes()));
      return Optional.of(object.asByteArray());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (S3Exception refused) {
      // S3 reports a missing version with another error code than a missing key.
      if (refused.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Returns the versions of each key that has the prefix and sorts after {@code after}. */
  private SortedMap<String, Versions> versions(String prefix, String after) {
    return S3Seals.tried(
        () -> {
          try {
            return allVersions(prefix, after);
          } catch (S3Exception refused) {
            // The folder that stands for S3 on one machine has no versions, only one of each file.
            if (refused.statusCode() == NOT_IMPLEMENTED) {
              return only(prefix, after);
            }
            throw refused;
          }
        });
  }

  private SortedMap<String, Versions> allVersions(String prefix, String after) {
    var all = new TreeMap<String, Versions>();
    var pages =
        s3.listObjectVersionsPaginator(
            list -> {
              list.bucket(bucket).prefix(prefix);
              if (!after.isEmpty()) {
                list.keyMarker(after);
              }
            });
    for (var page : pages) {
      page.versions().forEach(each -> of(all, each.key()).ids.add(each.versionId()));
      page.deleteMarkers().forEach(each -> of(all, each.key()).marks++);
    }
    return all;
  }

  private SortedMap<String, Versions> only(String prefix, String after) {
    var all = new TreeMap<String, Versions>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).startAfter(after))
        .contents()
        .forEach(each -> of(all, each.key()).ids.add(UNVERSIONED));
    return all;
  }

  private static Versions of(Map<String, Versions> all, String key) {
    return all.computeIfAbsent(key, _ -> new Versions());
  }

  /** The versions of one key, newest first, as S3 lists them. */
  private static final class Versions {
    private final List<String> ids = new ArrayList<>();
    private int marks;

    Optional<String> first() {
      return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
    }

    Kept kept(Instant hour) {
      return new Kept(hour, first(), ids.size() + marks);
    }
  }
}
