package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Checks how template.yaml hands the table's stream to PublishEvents and to an operator's bus. */
final class EventStreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Settings.defaultTemplate();
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode MAPPING = WRITTEN.properties("EventsMapping");
  private static final JsonNode PIPE = WRITTEN.properties("EventPipe");

  /** DynamoDB Streams forgets a record after this time. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private static final List<String> READING =
      List.of(
          "dynamodb:DescribeStream on {\"!GetAtt\":\"Table.StreamArn\"}",
          "dynamodb:GetRecords on {\"!GetAtt\":\"Table.StreamArn\"}",
          "dynamodb:GetShardIterator on {\"!GetAtt\":\"Table.StreamArn\"}",
          "dynamodb:ListStreams on {\"!Sub\":\"${Table.Arn}/stream/*\"}",
          "sqs:SendMessage on {\"!GetAtt\":\"DeadLetters.Arn\"}");

  private static final String WAKING = "sqs:SendMessage on {\"!GetAtt\":\"Wakes.Arn\"}";

  private static JsonNode filterOf(JsonNode filterCriteria) throws JsonProcessingException {
    assertThat(filterCriteria.path("Filters")).hasSize(1);
    return JSON.readTree(filterCriteria.at("/Filters/0/Pattern").asText());
  }

  private static List<String> allowedBy(Iterable<JsonNode> statements) {
    var allowed = new ArrayList<String>();
    for (var statement : statements) {
      assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
      assertThat(RawTemplate.listOf(statement.path("Resource"))).hasSize(1);
      RawTemplate.listOf(statement.path("Action"))
          .forEach(action -> allowed.add(action.asText() + " on " + statement.path("Resource")));
    }
    return allowed;
  }

  @Test
  void theStreamHoldsWhatWasWritten() {
    assertThat(WRITTEN.properties("Table").at("/StreamSpecification/StreamViewType").asText())
        .isEqualTo("NEW_IMAGE");
    assertThat(List.of(MAPPING.path("EventSourceArn"), PIPE.path("Source")))
        .allMatch(source -> source.path("!GetAtt").asText().equals("Table.StreamArn"));
  }

  /** The function's own writes are in the same stream. If it got them, it would invoke itself. */
  @Test
  void onlyNewRecordsOfTheLogInvokePublishEvents() throws IOException {
    assertThat(filterOf(MAPPING.path("FilterCriteria")))
        .isEqualTo(
            JSON.readTree(
                """
                {"eventName": ["INSERT"],
                 "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "ACTIVITY#"}]}}}}
                """));
    assertThat(MAPPING.at("/FunctionName/!Ref").asText()).isEqualTo("PublishEvents");
  }

  /** A managed policy would let the function read all streams of the account. */
  @Test
  void publishEventsReadsThisStreamOnly() {
    assertThat(allowedBy(WRITTEN.statements("PublishEvents"))).containsAll(READING);
    assertThat(allowedBy(WRITTEN.statements("PublishEvents")))
        .filteredOn(each -> !each.contains("{\"!GetAtt\":\"Table.Arn\"}") && !each.equals(WAKING))
        .containsExactlyInAnyOrderElementsOf(READING);
    assertThat(WRITTEN.properties("PublishEvents").path("Events").toString())
        .doesNotContain("DynamoDB");
  }

  @Test
  void aRecordIsRetriedUntilTheStreamForgetsItAndItsPlaceIsKept() {
    var reading = PIPE.at("/SourceParameters/DynamoDBStreamParameters");

    assertThat(List.of(MAPPING, reading))
        .allSatisfy(
            reader -> {
              assertThat(reader.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
              assertThat(reader.path("MaximumRetryAttempts").asText()).isEqualTo("-1");
              assertThat(reader.path("MaximumRecordAgeInSeconds").asLong())
                  .isEqualTo(REMEMBERED.toSeconds());
              assertThat(reader.path("ParallelizationFactor").asText()).isEqualTo("1");
              assertThat(reader.toString()).contains("{\"!GetAtt\":\"DeadLetters.Arn\"}");
            });
    assertThat(MAPPING.path("FunctionResponseTypes").toString())
        .isEqualTo("[\"ReportBatchItemFailures\"]");
    assertThat(MAPPING.path("BisectBatchOnFunctionError").asText()).isEqualTo("true");
    assertThat(reading.path("OnPartialBatchItemFailure").asText()).isEqualTo("AUTOMATIC_BISECT");
  }

  @Test
  void anAlarmRingsLongBeforeTheStreamForgets() {
    var alarm = WRITTEN.properties("EventsLateAlarm");

    assertThat(alarm.at("/Dimensions/0/Value/!Ref").asText()).isEqualTo("PublishEvents");
    assertThat(Duration.ofMillis(alarm.path("Threshold").asLong()))
        .isPositive()
        .isLessThan(REMEMBERED.dividedBy(100));
  }

  @Test
  void theBusGetsEventsAndNotTheHeadsOfFeeds() throws IOException {
    assertThat(filterOf(PIPE.at("/SourceParameters/FilterCriteria")))
        .isEqualTo(
            JSON.readTree(
                """
                {"eventName": ["INSERT"],
                 "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "FEED#"}]}},
                              "NewImage": {"number": {"N": [{"exists": true}]}}}}
                """));
  }

  /** Free text, addresses and last fives are in the same item. */
  @Test
  void theBusGetsNumbersAndIdsOnly() throws IOException {
    var template = PIPE.at("/TargetParameters/InputTemplate").asText();
    var detail = JSON.readTree(template);

    assertThat(detail.properties())
        .allSatisfy(
            field ->
                assertThat(field.getValue().asText())
                    .matches("<\\$\\.dynamodb\\.NewImage\\.[a-zA-Z]+\\.[SN]>"));
    assertThat(
            Pattern.compile("NewImage\\.([a-zA-Z]+)\\.")
                .matcher(PIPE.path("TargetParameters").toString())
                .results()
                .map(match -> match.group(1)))
        .containsOnly("number", "id", "type", "at", "partner", "subjectPath");
  }

  @Test
  void thePipesRoleReadsTheStreamAndPutsToTheBus() {
    var role = WRITTEN.properties("EventPipeRole");
    var expected = new ArrayList<>(READING);
    expected.add("events:PutEvents on {\"!Ref\":\"EventBusArn\"}");

    assertThat(role.has("ManagedPolicyArns")).isFalse();
    assertThat(role.path("Policies")).hasSize(1);
    assertThat(allowedBy(role.at("/Policies/0/PolicyDocument/Statement")))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(role.at("/AssumeRolePolicyDocument/Statement"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.at("/Principal/Service").asText())
                  .isEqualTo("pipes.amazonaws.com");
              assertThat(statement.at("/Condition/StringEquals/aws:SourceAccount/!Ref").asText())
                  .isEqualTo("AWS::AccountId");
            });
  }

  @Test
  void withoutABusThereIsNoPipe() {
    var conditional =
        StreamSupport.stream(WRITTEN.root().path("Resources").properties().spliterator(), false)
            .filter(each -> each.getValue().path("Condition").asText().equals("HasEventBus"))
            .map(each -> each.getKey())
            .toList();

    assertThat(conditional)
        .containsExactlyInAnyOrder("EventPipe", "EventPipeRole", "EventBusAlarm");
    assertThat(WRITTEN.root().at("/Conditions/HasEventBus/!Not/0").toString())
        .isEqualTo("{\"!Equals\":[{\"!Ref\":\"EventBusArn\"},\"\"]}");
  }

  /** A stack of an earlier release keeps its table: these properties are all that it adds. */
  @Test
  void anUpdateChangesNothingThatReplacesTheTable() throws IOException {
    var table = WRITTEN.properties("Table");

    assertThat(table.has("TableName")).isFalse();
    assertThat(table.path("KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},"
                + "{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]");
    assertThat(table.has("ImportSourceSpecification")).isFalse();
    assertThat(Files.readString(FILE)).containsOnlyOnce("Type: AWS::DynamoDB::Table\n");
    assertThat(new TreeSet<>(WRITTEN.ofType("AWS::Lambda::EventSourceMapping").keySet()))
        .containsExactly("EventsMapping", "WakesMapping");
  }
}
