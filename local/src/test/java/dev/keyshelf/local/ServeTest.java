package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.Bucket;

/** What {@code serve} and {@code demo} print, each in its own process. */
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
final class ServeTest {
  @TempDir private Path folder;

  @Test
  void printsItsTroubleAndTheSeedToRepeatIt() {
    try (var server = Launched.serve(folder, "--trouble", "0.5%")) {
      assertThat(server.next())
          .matches("0\\.5% of the table store's requests fail: .*: --trouble-seed [0-9]+");
    }
    try (var server = Launched.serve(folder, "--trouble", "5%", "--trouble-seed", "7")) {
      assertThat(server.next()).startsWith("5% of ").endsWith("--trouble-seed 7");
    }
  }

  @Test
  void runsTheDemoOnNamedStoresInItsOwnTablesAndRemovesThem() throws Exception {
    try (var cloud = EmbeddedCloud.start(null);
        var tables = Stores.dynamoDb(cloud.environment());
        var files = Stores.s3(cloud.environment())) {
      files.createBucket(create -> create.bucket("of-others"));

      var shown = Launched.runIn(folder, cloud.environment(), "demo");

      assertThat(shown.exitCode()).as("%s", shown).isZero();
      assertThat(shown.out())
          .anySatisfy(line -> assertThat(line).contains(cloud.dynamoDbEndpoint().toString()));
      assertThat(tables.listTables().tableNames()).isEmpty();
      assertThat(files.listBuckets().buckets())
          .extracting(Bucket::name)
          .containsExactly("of-others");
    }
  }

  @Test
  void refusesTablesOfDynamoDbLocalExceptInTheDemo() throws Exception {
    Files.createDirectories(folder.resolve(".keyshelf/dynamodb"));

    var served = Launched.runIn(folder, "serve", "--port", "0");
    assertThat(served.exitCode()).isEqualTo(2);
    assertThat(served.err())
        .singleElement()
        .asString()
        .startsWith("keyshelf: .keyshelf/dynamodb holds tables of DynamoDB Local")
        .contains("aws dynamodb scan");

    var shown = Launched.runIn(folder, "demo");
    assertThat(shown.exitCode()).as("%s", shown).isZero();
    assertThat(folder.resolve(".keyshelf/tables.db")).doesNotExist();
  }
}
