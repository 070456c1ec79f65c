package dev.keyshelf.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.testkit.Beginning;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks which expired items remain after a server ran for a moment. */
final class HousekeepingTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());

  /** The item about the keys that encrypt the table's secrets. */
  private static final String KEYS = "KEYRING";

  private static final Template.TableDeclaration TABLE = TEMPLATE.tables().getFirst();
  private final Instant now = Beginning.INSTANT;

  @TempDir private Path folder;

  @BeforeEach
  void putItemsThatExpire() {
    try (var cloud = EmbeddedCloud.start(folder);
        var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamoDb, s3).create(TEMPLATE);
      put(dynamoDb, "three days ago", now.minus(Duration.ofDays(3)));
      put(dynamoDb, "an hour ago", now.minus(Duration.ofHours(1)));
      put(dynamoDb, "in an hour", now.plus(Duration.ofHours(1)));
    }
  }

  private static void put(DynamoDbClient dynamoDb, String name, Instant expiry) {
    dynamoDb.putItem(
        put ->
            put.tableName(TABLE.name())
                .item(
                    Map.of(
                        TABLE.key().partition(),
                        AttributeValue.fromS(name),
                        String.valueOf(TABLE.key().sort()),
                        AttributeValue.fromS(name),
                        String.valueOf(TABLE.ttlAttribute()),
                        AttributeValue.fromN(Long.toString(expiry.getEpochSecond())))));
  }

  private List<String> leftAfterServing(Duration clockOffset) {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withEnvironment(Map.of())
            .withoutSamples()
            .withData(folder)
            .withClockOffset(clockOffset);
    OneMachine.start(settings).close();
    return left();
  }

  private List<String> left() {
    try (var cloud = EmbeddedCloud.start(folder);
        var dynamoDb = Stores.dynamoDb(cloud.environment())) {
      return dynamoDb.scan(scan -> scan.tableName(TABLE.name())).items().stream()
          .map(item -> item.getOrDefault(TABLE.key().partition(), AttributeValue.fromS("")).s())
          .filter(partition -> !partition.equals(KEYS))
          .toList();
    }
  }

  @Test
  void deletesExpiredItems() {
    assertThat(leftAfterServing(Beginning.offset())).containsExactly("in an hour");
  }

  @Test
  void keepsItemsThatAClockBehindTheMachinesStillNeeds() {
    assertThat(leftAfterServing(Beginning.offset().minusDays(2)))
        .containsExactlyInAnyOrder("an hour ago", "in an hour");
  }

  @Test
  void keepsItemsThatExpiredOnlyByAClockAheadOfTheMachines() {
    var ahead = now.plus(Duration.ofDays(61));
    try (var cloud = EmbeddedCloud.start(folder);
        var s3 = Stores.s3(cloud.environment())) {
      Housekeeping.start(
              cloud.tables(),
              new BucketExpiry(s3, TEMPLATE.buckets()),
              Clock.fixed(now, ZoneOffset.UTC),
              Clock.fixed(ahead, ZoneOffset.UTC))
          .close();
    }

    assertThat(left()).containsExactly("in an hour");
  }

  @ParameterizedTest
  @CsvSource({
    "imports/keys/office/left.csv, P1D, false",
    "imports/keys/office/left.csv, PT23H59M, true",
    "exports/log.csv, P1D, false",
    "support/_uploads/one, P1D, false",
    "support/partner-a/one, P9D, true",
    "imports/partners/partners.yaml, P9D, true",
    "artifacts/one.iso, P9D, true"
  })
  void deletesObjectsAtTheAgeThatTheTemplateNames(String key, Duration age, boolean stays) {
    try (var cloud = EmbeddedCloud.start(folder);
        var s3 = Stores.s3(cloud.environment())) {
      var bucket = TEMPLATE.buckets().getFirst().name();
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x"));
      var dropped = s3.headObject(head -> head.bucket(bucket).key(key)).lastModified();

      new BucketExpiry(s3, TEMPLATE.buckets()).tidy(dropped.plus(age));

      assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).hasSize(stays ? 1 : 0);
    }
  }
}
