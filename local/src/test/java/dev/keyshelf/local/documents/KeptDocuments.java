package dev.keyshelf.local.documents;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.OneMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files of documents in the buckets of a machine, by their keys. */
final class KeptDocuments {
  private static final Pattern ID = Pattern.compile("<cbc:ID>([^<]*)</cbc:ID>");

  private final Map<String, byte[]> files = new TreeMap<>();

  /** Reads the files that were not there at the last call. */
  void read(OneMachine machine) {
    try (var s3 = Stores.s3(machine.storeEnvironment())) {
      for (var bucket : s3.listBuckets().buckets().stream().map(Bucket::name).toList()) {
        s3
            .listObjectsV2Paginator(list -> list.bucket(bucket).prefix("documents/"))
            .contents()
            .stream()
            .map(S3Object::key)
            .forEach(key -> files.computeIfAbsent(key, _ -> bytes(s3, bucket, key)));
      }
    }
  }

  private static byte[] bytes(S3Client s3, String bucket, String key) {
    return s3.getObject(get -> get.bucket(bucket).key(key), ResponseTransformer.toBytes())
        .asByteArray();
  }

  /** Returns the e-invoices of a partner with a number. */
  List<byte[]> ubl(String partner, String number) {
    var found = new ArrayList<byte[]>();
    files.forEach(
        (key, file) -> {
          if (key.startsWith("documents/" + partner + "/") && key.endsWith(".xml")) {
            var id = ID.matcher(new String(file, StandardCharsets.UTF_8));
            if (id.find() && id.group(1).equals(number)) {
              found.add(file);
            }
          }
        });
    return found;
  }
}
