package dev.keyshelf.embedded.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.EmbeddedCloud;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Regression tests for differences from DynamoDB that random requests found. */
@TestInstance(Lifecycle.PER_CLASS)
class FoundTest {
  private static final TestTable TABLE = TestTable.of("found").getFirst();

  private final EmbeddedCloud cloud = EmbeddedCloud.start(null);
  private final Endpoint store = Endpoint.inProcess(cloud.dynamoDbEndpoint());

  @BeforeAll
  void createTheTable() {
    assertThat(store.send("CreateTable", TABLE.creation()).code()).isEqualTo("ok");
  }

  @AfterAll
  void stop() {
    cloud.close();
  }

  private Answer send(String operation, String body) throws IOException {
    JsonNode parameters = Endpoint.JSON.readTree(body.replace('\'', '"'));
    return store.send(operation, ((ObjectNode) parameters).put("TableName", TABLE.name()));
  }

  @Test
  void refusesAFilterByAttributesThatTheIndexDoesNotProject() throws IOException {
    var answer =
        send(
            "Query",
            """
            {'IndexName':'some', 'KeyConditionExpression':'gpk = :a',
             'FilterExpression':'n > :n OR s = :a OR sk = :a',
             'ExpressionAttributeValues':{':a':{'S':'a'}, ':n':{'N':'1'}}}\
            """);

    assertThat(answer.code()).isEqualTo("ValidationException");
    assertThat(answer.message())
        .isEqualTo(
            "One or more parameter values were invalid: Secondary index some does not project one"
                + " or more filter attributes: [s]");
  }

  @Test
  void ignoresAttributeValuesInAGet() throws IOException {
    var answer =
        send(
            "GetItem",
            """
            {'Key':{'pk':{'S':'a'}, 'sk':{'S':'a'}}, 'ProjectionExpression':'n',
             'ExpressionAttributeValues':{':unused':{'S':'a'}}}\
            """);

    assertThat(answer.code()).isEqualTo("ok");
  }
}
