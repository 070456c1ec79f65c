package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamMappingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path directory;

  private Template changed(String written, String other) throws IOException {
    var text = Files.readString(TemplateTest.TEMPLATE);
    assertThat(text).contains(written);
    return Template.read(
        Files.writeString(directory.resolve("template.yaml"), text.replace(written, other)));
  }

  @Test
  void readsWhichStreamInvokesWhichFunction() {
    var mapping = Template.read(TemplateTest.TEMPLATE, "-x").streams().getFirst();

    assertThat(mapping.table()).isEqualTo("keyshelf-table-x");
    assertThat(mapping.function()).isEqualTo("PlaceOrder");
    assertThat(mapping.batchSize()).isEqualTo(50);
    assertThat(mapping.reportsFailures()).isTrue();
    assertThat(mapping.bisects()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "INSERT, LOG#a, true",
    "INSERT, LOG#, true",
    "INSERT, FEED#a, false",
    "MODIFY, LOG#a, false",
  })
  void filtersByTheEventsNameAndThePrefixOfAKey(String name, String key, boolean accepted)
      throws IOException {
    var filter = Template.read(TemplateTest.TEMPLATE).streams().getFirst().filter();

    assertThat(filter.accepts(streamRecord(name, key))).isEqualTo(accepted);
  }

  private static JsonNode streamRecord(String name, String key) throws IOException {
    return JSON.readTree(
        """
        {"eventName": "%s", "dynamodb": {"Keys": {"pk": {"S": "%s"}, "sk": {"S": "-"}}}}
        """
            .formatted(name, key));
  }

  @Test
  void acceptsEachRecordWithoutAFilter() throws IOException {
    var filter = changed("FilterCriteria:", "Tags:").streams().getFirst().filter();

    assertThat(filter.accepts(streamRecord("REMOVE", "any"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StartingPosition: TRIM_HORIZON | StartingPosition: LATEST | StartingPosition is LATEST,"
            + " but one machine supports only TRIM_HORIZON",
        "MaximumRetryAttempts: -1 | MaximumRetryAttempts: 3 | MaximumRetryAttempts is 3, but one"
            + " machine supports only -1",
        "MaximumRecordAgeInSeconds: 86400 | MaximumRecordAgeInSeconds: 60 |"
            + " MaximumRecordAgeInSeconds is 60, but one machine supports only -1 and numbers from"
            + " 86400",
        "BatchSize: 50 | TumblingWindowInSeconds: 5 | TumblingWindowInSeconds is not supported on"
            + " one machine",
        "BatchSize: 50 | ParallelizationFactor: 2 | ParallelizationFactor is 2, but one machine"
            + " supports only 1",
        "BatchSize: 50 | MaximumBatchingWindowInSeconds: 5 | MaximumBatchingWindowInSeconds is 5,"
            + " but one machine supports only 0",
        "BatchSize: 50 | Enabled: false | Enabled is false, but one machine supports only true",
        "Table.StreamArn | Table.Arn | EventSourceArn is arn:aws:local:::Table, not the StreamArn"
            + " of a table here",
        "!Ref PlaceOrderFunction.Alias | Elsewhere | FunctionName is Elsewhere, not a function"
            + " here",
        "StreamSpecification: | Unknown: | EventSourceArn names the stream of Table, which has"
            + " none",
        "[{\"prefix\":\"LOG#\"}] | [{\"suffix\":\"LOG#\"}] | Filters uses {\"suffix\":\"LOG#\"},"
            + " but one machine supports only texts and {\"prefix\": \"...\"}",
        "[\"INSERT\"] | \"INSERT\" | Filters needs an object with a field, but has \"INSERT\"",
        "[\"INSERT\"] | [] | Filters needs a rule, but has []",
        "[\"INSERT\"] | [ | Filters is not JSON",
      })
  void refusesWhatOneMachineCannotDo(String written, String other, String message) {
    assertThatThrownBy(() -> changed(written, other))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }
}
