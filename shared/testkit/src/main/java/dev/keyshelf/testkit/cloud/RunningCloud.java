package dev.keyshelf.testkit.cloud;

import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.queue.Queues;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The cloud of this JVM, with one client for each store. The queues are always the embedded ones.
 */
record RunningCloud(Cloud cloud, Queues queues, DynamoDbClient dynamoDb, S3Client s3)
    implements AutoCloseable {
  static RunningCloud start() {
    var cloud = Cloud.start();
    return new RunningCloud(
        cloud,
        Queues.start(),
        Stores.dynamoDb(cloud.environment()),
        Stores.s3(cloud.environment()));
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.putAll(queues.environment());
    return Map.copyOf(environment);
  }

  CloudFixture fixture(Path templateYaml) {
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    var template = Template.read(templateYaml, "-" + suffix);
    new Provisioning(dynamoDb, s3).create(template);
    queues.create(template);
    return new CloudFixture(this, template);
  }

  @Override
  public void close() {
    try (cloud;
        queues;
        dynamoDb;
        s3) {
      // Java closes them in reverse order: the clients before the cloud.
    }
  }
}
