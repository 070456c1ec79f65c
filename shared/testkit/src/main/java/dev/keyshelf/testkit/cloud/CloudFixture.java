package dev.keyshelf.testkit.cloud;

import dev.keyshelf.embedded.Template;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** One test's own tables and buckets, empty at its start, on the cloud that all tests share. */
public final class CloudFixture {
  private final RunningCloud running;
  private final Template template;
  private final Map<String, String> environment;

  CloudFixture(RunningCloud running, Template template) {
    this.running = running;
    this.template = template;
    var variables = new HashMap<>(template.globalEnvironment());
    variables.putAll(running.environment()); // Where the stores are is not for a template to say.
    this.environment = Map.copyOf(variables);
  }

  /** Returns the fixture of the test that runs, for an extension that builds on it. */
  public static CloudFixture of(ExtensionContext context) {
    return CloudExtension.fixture(context);
  }

  /** A function's variables: where the stores are, and this test's names of tables and buckets. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What was created, with this test's physical names. */
  public Template template() {
    return template;
  }

  /** A client that all tests share; do not close it. */
  public DynamoDbClient dynamoDb() {
    return running.dynamoDb();
  }

  /** A client that all tests share; do not close it. */
  public S3Client s3() {
    return running.s3();
  }
}
