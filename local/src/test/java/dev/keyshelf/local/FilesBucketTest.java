package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what template.yaml lets the bucket of files invoke, and how long it keeps what. */
final class FilesBucketTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());
  private static final JsonNode BUCKET = WRITTEN.properties("Bucket");

  private static List<String> notified() {
    return listOf(BUCKET.at("/NotificationConfiguration/LambdaConfigurations")).stream()
        .map(each -> each.at("/Function/!GetAtt").asText())
        .toList();
  }

  private static List<JsonNode> listOf(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Without the ARN, any bucket of the account could invoke the functions through S3. */
  @Test
  void onlyThisBucketOfThisAccountInvokesTheFunctionsThatImport() {
    var permissions =
        WRITTEN.ofType("AWS::Lambda::Permission").values().stream()
            .filter(each -> each.path("Principal").asText().equals("s3.amazonaws.com"))
            .toList();

    assertThat(permissions)
        .hasSize(5)
        .extracting(each -> each.at("/FunctionName/!GetAtt").asText())
        .containsExactlyInAnyOrderElementsOf(notified());
    assertThat(permissions)
        .allSatisfy(
            each -> {
              assertThat(each.at("/SourceAccount/!Ref").asText()).isEqualTo("AWS::AccountId");
              assertThat(each.at("/SourceArn/!Sub").asText())
                  .isEqualTo(
                      "arn:${AWS::Partition}:s3:::" + BUCKET.at("/BucketName/!Sub").asText());
            });
  }

  /** S3 refuses a notification that it may not deliver yet. */
  @Test
  void itsPermissionsExistBeforeTheBucketNamesTheFunctions() {
    assertThat(RawTemplate.listOf(WRITTEN.root().at("/Resources/Bucket/DependsOn")))
        .extracting(each -> WRITTEN.properties(each.asText()).at("/FunctionName/!GetAtt").asText())
        .containsExactlyInAnyOrderElementsOf(notified());
  }

  /** SAM makes a permission without the bucket's ARN for such an event. */
  @Test
  void noFunctionHearsOfObjectsByAnEventOfItsOwn() {
    assertThat(WRITTEN.ofType("AWS::Serverless::Function"))
        .allSatisfy(
            (id, function) ->
                assertThat(listOf(function.path("Events")))
                    .as(id)
                    .noneMatch(event -> event.path("Type").asText().equals("S3")));
  }

  private static List<JsonNode> rulesOf(String key) {
    return listOf(BUCKET.at("/LifecycleConfiguration/Rules")).stream()
        .filter(rule -> rule.path("Status").asText().equals("Enabled"))
        .filter(rule -> key.startsWith(rule.path("Prefix").asText()))
        .toList();
  }

  private static List<String> valuesOf(String key, String place) {
    return rulesOf(key).stream().map(rule -> rule.at(place).asText()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports/keys/office/keys.csv", "exports/log.csv", "support/_uploads/1"})
  void keepsUploadsForADayAtMost(String key) {
    assertThat(valuesOf(key, "/ExpirationInDays")).contains("1");
    assertThat(valuesOf(key, "/NoncurrentVersionExpiration/NoncurrentDays")).contains("1");
    assertThat(valuesOf(key, "/AbortIncompleteMultipartUpload/DaysAfterInitiation")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports/keys.csv", "imports/Keys/a.csv", "imports/partners/keys.yaml"})
  void keepsNoEarlierVersionOfAFileThatMayHaveKeys(String key) {
    assertThat(valuesOf(key, "/NoncurrentVersionExpiration/NoncurrentDays")).contains("1");
    assertThat(valuesOf(key, "/AbortIncompleteMultipartUpload/DaysAfterInitiation")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"artifacts/one.iso", "verified/one.iso", "documents/one", "support/partner-a/1"})
  void keepsWhatIsServedAndLeavesAWeekToResumeUploads(String key) {
    assertThat(rulesOf(key))
        .extracting(
            rule -> rule.has("ExpirationInDays"),
            rule -> rule.has("NoncurrentVersionExpiration"),
            rule -> rule.at("/AbortIncompleteMultipartUpload/DaysAfterInitiation").asText())
        .containsExactly(tuple(false, false, "7"));
  }

  @Test
  void keysInClearCanBeDeletedWithTheirVersion() {
    assertThat(Map.of("ImportKeys", "/imports/keys/*", "ReportUnread", "/imports/*"))
        .allSatisfy(
            (function, place) ->
                assertThat(WRITTEN.statements(function))
                    .as(function)
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.path("Action").toString())
                              .contains("s3:DeleteObjectVersion");
                          assertThat(statement.path("Resource").toString()).contains(place);
                        }));
  }
}
