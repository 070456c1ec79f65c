package dev.keyshelf.testkit.lambda;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/** What functions need before they handle their first event. */
final class Furnishing {
  private Furnishing() {}

  /** Creates the resources of a template, and copies the samples into its bucket. */
  static void furnish(Path samples, EmbeddedCloud cloud, Template template) throws IOException {
    String bucket = template.buckets().getFirst().name();
    try (var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamoDb, s3).create(template);
      s3.putObject(
          put -> put.bucket(bucket).key("imports/payments/2026-01.csv"),
          samples.resolve("payments/2026-01.csv"));
      String house =
          Files.readString(samples.resolve("house/imports/house/house.yaml"))
              + Files.readString(samples.resolve("imports/house/seller.yaml"));
      s3.putObject(
          put -> put.bucket(bucket).key("imports/house/house.yaml"), RequestBody.fromString(house));
      for (String top : List.of("artifacts", "imports")) {
        try (Stream<Path> files = Files.walk(samples.resolve(top))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String key = samples.relativize(file).toString().replace('\\', '/');
            s3.putObject(put -> put.bucket(bucket).key(key), file);
          }
        }
      }
    }
  }
}
