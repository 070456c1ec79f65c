package dev.keyshelf.testkit.cloud;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.queue.FifoQueue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A test's own tables, buckets and queues on the cloud that all tests share. They are empty at the
 * start of the test.
 */
public final class CloudFixture {
  private final RunningCloud running;
  private final Template template;
  private final Map<String, String> environment;

  CloudFixture(RunningCloud running, Template template) {
    this.running = running;
    this.template = template;
    var variables = new HashMap<>(template.globalEnvironment());
    variables.putAll(running.environment()); // The cloud's endpoints override the template's.
    this.environment = Map.copyOf(variables);
  }

  /** Returns the fixture of the running test, for an extension that builds on it. */
  public static CloudFixture of(ExtensionContext context) {
    return CloudExtension.fixture(context);
  }

  /** Returns a function's variables: the endpoints, and this test's names of tables and buckets. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the template that was created, with this test's physical names. */
  public Template template() {
    return template;
  }

  /**
   * Returns a queue of the test.
   *
   * @param logicalId its name in the template
   */
  public FifoQueue queue(String logicalId) {
    return template.queues().stream()
        .filter(declared -> declared.logicalId().equals(logicalId))
        .findFirst()
        .flatMap(declared -> running.queues().find(declared.name()))
        .orElseThrow(() -> new IllegalArgumentException("there is no FIFO queue " + logicalId));
  }

  /** Returns a client that all tests share. Do not close it. */
  public DynamoDbClient dynamoDb() {
    return running.dynamoDb();
  }

  /** Returns a client that all tests share. Do not close it. */
  public S3Client s3() {
    return running.s3();
  }
}
