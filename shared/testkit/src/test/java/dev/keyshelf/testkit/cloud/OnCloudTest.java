package dev.keyshelf.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Stores;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@OnCloud(template = "small-template.yaml")
class OnCloudTest {
  private static final Set<String> TABLES = ConcurrentHashMap.newKeySet();
  private static final Map<String, AttributeValue> ITEM = Map.of("pk", AttributeValue.fromS("a"));

  private final CloudFixture ofTheInstance;
  private CloudFixture beforeTheTest;

  OnCloudTest(CloudFixture cloud) {
    this.ofTheInstance = cloud;
  }

  @BeforeEach
  void remember(CloudFixture cloud) {
    beforeTheTest = cloud;
  }

  @Test
  void namesTheStoresOfThisTestInTheEnvironment(CloudFixture cloud) {
    Map<String, String> environment = cloud.environment();
    String table = environment.get("KEYSHELF_TABLE");
    String bucket = environment.get("KEYSHELF_BUCKET");

    assertThat(table).matches("keyshelf-table-[0-9a-f]{8}");
    try (var dynamoDb = Stores.dynamoDb(environment);
        var s3 = Stores.s3(environment)) {
      dynamoDb.putItem(put -> put.tableName(table).item(ITEM));
      s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("v"));
      assertThat(dynamoDb.getItem(get -> get.tableName(table).key(ITEM)).item()).isEqualTo(ITEM);
      assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("k")).asUtf8String())
          .isEqualTo("v");
    }
  }

  @Test
  void givesTheWholeTestTheSameFixture(CloudFixture cloud) {
    assertThat(cloud).isSameAs(beforeTheTest).isSameAs(ofTheInstance);
  }

  @RepeatedTest(3)
  void givesEachTestItsOwnEmptyTable(CloudFixture cloud) {
    String table = cloud.template().tables().getFirst().name();

    assertThat(TABLES.add(table)).isTrue();
    assertThat(cloud.dynamoDb().getItem(get -> get.tableName(table).key(ITEM)).hasItem()).isFalse();
    cloud.dynamoDb().putItem(put -> put.tableName(table).item(ITEM));
  }

  @Nested
  class Inside {
    @Test
    void usesTheTemplateOfTheEnclosingClass(CloudFixture cloud) {
      assertThat(cloud.environment()).containsKey("KEYSHELF_BUCKET");
    }
  }
}
