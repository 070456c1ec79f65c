package dev.keyshelf.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.local.packaging.RawTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks what template.yaml says of tables, buckets, keys, logs and the alarm for low stock. */
final class TemplateStoresTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);

  @Test
  void hasOnlyTheIndexesThatAreQueried() {
    assertThat(TEMPLATE.tables())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.key()).isEqualTo(new KeySchema("pk", "sk"));
              assertThat(table.indexes())
                  .containsExactly(
                      new Index(
                          "open-windows",
                          new KeySchema("windowShard", "windowSort"),
                          "KEYS_ONLY",
                          List.of()),
                      new Index(
                          "desk",
                          new KeySchema("deskPartition", "deskSort"),
                          "KEYS_ONLY",
                          List.of()));
            });
  }

  @Test
  void keepsTablesRecoverableEncryptedAndProtectedFromDeletion() {
    assertThat(WRITTEN.ofType("AWS::DynamoDB::Table"))
        .isNotEmpty()
        .allSatisfy(
            (id, table) -> {
              assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
              assertThat(
                      table
                          .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                          .asText())
                  .isEqualTo("true");
              assertThat(table.at("/SSESpecification/SSEEnabled").asText()).isEqualTo("true");
              assertThat(table.at("/DeletionProtectionEnabled/!Ref").asText())
                  .isEqualTo("TableDeletionProtection");
              assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                  .isEqualTo("removableAt");
              assertThat(table.at("/TimeToLiveSpecification/Enabled").asText()).isEqualTo("true");
              assertOutlivesItsStack(id);
            });
  }

  @Test
  void keepsBucketsEncryptedPrivateAndVersioned() {
    assertThat(WRITTEN.ofType("AWS::S3::Bucket"))
        .isNotEmpty()
        .allSatisfy(
            (id, bucket) -> {
              assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration"))
                  .isNotEmpty();
              for (String block :
                  List.of(
                      "BlockPublicAcls",
                      "BlockPublicPolicy",
                      "IgnorePublicAcls",
                      "RestrictPublicBuckets")) {
                assertThat(bucket.path("PublicAccessBlockConfiguration").path(block).asText())
                    .as(block)
                    .isEqualTo("true");
              }
              assertThat(bucket.at("/VersioningConfiguration/Status").asText())
                  .isEqualTo("Enabled");
              assertOutlivesItsStack(id);
            });
  }

  @Test
  void keepsTheKeysThatEncryptSecrets() {
    assertThat(WRITTEN.ofType("AWS::KMS::Key"))
        .isNotEmpty()
        .allSatisfy((id, _) -> assertOutlivesItsStack(id));
  }

  private static void assertOutlivesItsStack(String id) {
    JsonNode resource = WRITTEN.root().path("Resources").path(id);
    // A failed first deploy must delete its resources, or the next deploy would find them.
    assertThat(resource.path("DeletionPolicy").asText()).as(id).isEqualTo("RetainExceptOnCreate");
    assertThat(resource.path("UpdateReplacePolicy").asText()).as(id).isEqualTo("Retain");
  }

  @Test
  void ringsIfStockIsNoLongerCounted() {
    JsonNode alarm = WRITTEN.properties("LowStockAlarm");
    assertThat(alarm.path("MetricName").asText()).isEqualTo("KeysLow");
    assertThat(alarm.has("Dimensions")).isFalse();
    assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> function.name().equals("CountStock"))
        .flatMap(FunctionDeclaration::schedules)
        .singleElement()
        .satisfies(
            schedule ->
                assertThat(schedule.expression())
                    .isEqualTo("rate(%s hour)".formatted(alarm.path("Period").asInt() / 3600)));
  }

  @Test
  void keepsLogsForALimitedTime() {
    Map<String, JsonNode> groups = WRITTEN.ofType("AWS::Logs::LogGroup");
    assertThat(groups)
        .isNotEmpty()
        .allSatisfy((id, group) -> assertThat(group.has("RetentionInDays")).as(id).isTrue());
    assertThat(WRITTEN.reachedFrom(WRITTEN.root().at("/Globals/Function/LoggingConfig/LogGroup")))
        .containsAnyElementsOf(groups.keySet());
  }
}
