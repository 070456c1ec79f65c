package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that template.yaml protects the activity log, its seals and its events from changes. */
final class LogProtectionTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVITY#*", "FEED#*", "NUMBERED#*"})
  void letsNobodyChangeARecordOrItsEvent(String kind) {
    var deny = WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement/0");

    assertThat(deny.path("Effect").asText()).isEqualTo("Deny");
    assertThat(deny.path("Principal").asText()).isEqualTo("*");
    assertThat(deny.path("Action").toString())
        .contains("UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLUpdate", "PartiQLDelete");
    assertThat(deny.path("Condition").toString()).contains("ForAnyValue", kind);
    var inTransactions =
        WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement/1");
    assertThat(inTransactions.path("Effect").asText()).isEqualTo("Deny");
    assertThat(inTransactions.path("Action").toString()).contains("UpdateItem", "DeleteItem");
    assertThat(inTransactions.path("Condition").toString()).contains("ForAllValues", kind);
  }

  @Test
  void locksTheSeals() {
    var bucket = WRITTEN.properties("SealsBucket");

    assertThat(bucket.path("ObjectLockEnabled").asText()).isEqualTo("true");
    assertThat(bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention/Mode").asText())
        .isEqualTo("COMPLIANCE");
    assertThat(WRITTEN.properties("SealsBucketPolicy").toString())
        .contains("s3:if-none-match", "s3:DeleteObject", "OnlyTheFunctionThatSealsWrites");
  }

  @Test
  void letsOnlyTheSealingFunctionUseTheSealKey() {
    assertThat(Template.read(Settings.defaultTemplate()).functions())
        .allSatisfy(
            function ->
                assertThat(WRITTEN.statements(function.logicalId()).toString())
                    .as(function.name())
                    .doesNotContain("SealKey", "kms:*"));
    var statements = WRITTEN.properties("SealKey").at("/KeyPolicy/Statement");
    var signs = statements.get(1);
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).path("Action").toString())
        .doesNotContain("Mac", "*\"]", "kms:*", "CreateGrant");
    assertThat(signs.path("Action").asText()).isEqualTo("kms:GenerateMac");
    assertThat(signs.at("/Condition/ArnEquals").toString()).contains("SealActivityRole.Arn");
  }

  @Test
  void letsEachFunctionForUsersRecordItsRefusals() {
    assertThat(Template.read(Settings.defaultTemplate()).functions())
        .filteredOn(function -> function.routes().stream().anyMatch(Template.Route::authorized))
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(WRITTEN.statements(function.logicalId()).toString())
                    .as(function.name())
                    .contains("dynamodb:PutItem", "dynamodb:GetItem"));
  }
}
