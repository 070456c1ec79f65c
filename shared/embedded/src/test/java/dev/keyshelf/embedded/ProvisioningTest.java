package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ProvisioningTest {
  private static final Template TEMPLATE = Template.read(TemplateTest.TEMPLATE);

  /** At ten a second, this is a minute. The signature expires after a second or two. */
  private static final int GLANCES = 600;

  private static EmbeddedCloud cloud;
  private static DynamoDbClient dynamoDb;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(null);
    dynamoDb = Stores.dynamoDb(cloud.environment());
    s3 = Stores.s3(cloud.environment());
    new Provisioning(dynamoDb, s3).create(TEMPLATE);
  }

  @AfterAll
  static void stop() {
    s3.close();
    dynamoDb.close();
    cloud.close();
  }

  @Test
  void leavesExistingTablesAndBuckets() {
    new Provisioning(dynamoDb, s3).create(TEMPLATE);

    assertThat(dynamoDb.listTables().tableNames()).containsExactly("keyshelf-table");
    assertThat(s3.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactlyInAnyOrder("keyshelf-artifact-bucket", "keyshelf-x", "named-exports");
  }

  @Test
  void addsAnIndexAndAStreamThatATableOfAnEarlierVersionLacks() {
    var earlier = "earlier-table";
    dynamoDb.createTable(
        create ->
            create
                .tableName(earlier)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("pk").attributeType("S").build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
    for (int i = 0; i < 2_500; i++) {
      var item =
          i % 2 == 0
              ? Map.of("pk", text("odd" + i), "shelf", text("a"))
              : Map.of("pk", text("even" + i));
      dynamoDb.putItem(put -> put.tableName(earlier).item(item));
    }
    var declared =
        new Template.TableDeclaration(
            "Earlier",
            earlier,
            List.of(new Template.Attribute("pk", "S"), new Template.Attribute("shelf", "S")),
            new Template.KeySchema("pk", null),
            List.of(
                new Template.Index(
                    "by-shelf", new Template.KeySchema("shelf", null), "KEYS_ONLY", List.of())),
            "PAY_PER_REQUEST",
            null,
            "NEW_IMAGE");
    var template =
        new Template(
            List.of(),
            List.of(declared),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of());

    for (int times = 0; times < 2; times++) {
      new Provisioning(dynamoDb, s3).create(template);

      assertThat(
              dynamoDb
                  .queryPaginator(
                      query ->
                          query
                              .tableName(earlier)
                              .indexName("by-shelf")
                              .keyConditionExpression("shelf = :shelf")
                              .expressionAttributeValues(Map.of(":shelf", text("a"))))
                  .items())
          .hasSize(1_250);
    }
    dynamoDb.putItem(
        put -> put.tableName(earlier).item(Map.of("pk", text("new"), "shelf", text("b"))));
    assertThat(
            dynamoDb
                .query(
                    query ->
                        query
                            .tableName(earlier)
                            .indexName("by-shelf")
                            .keyConditionExpression("shelf = :shelf")
                            .expressionAttributeValues(Map.of(":shelf", text("b"))))
                .count())
        .isEqualTo(1);
    assertThat(
            dynamoDb
                .describeTable(describe -> describe.tableName(earlier))
                .table()
                .streamSpecification()
                .streamViewTypeAsString())
        .isEqualTo("NEW_IMAGE");
    dynamoDb.deleteTable(delete -> delete.tableName(earlier));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  @Test
  void createsTheTableOnDemandWithItsIndex() {
    var table = dynamoDb.describeTable(describe -> describe.tableName("keyshelf-table")).table();

    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("due");
              assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
              assertThat(index.projection().nonKeyAttributes()).containsExactly("status");
            });
  }

  @Test
  void enablesExpiry() {
    assertThat(
            dynamoDb
                .describeTimeToLive(describe -> describe.tableName("keyshelf-table"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAt");
  }

  @Test
  void enablesVersioningOnlyWhereItIsDeclared() {
    assertThat(versioning("keyshelf-artifact-bucket")).isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(versioning("named-exports")).isNull();
  }

  @Test
  void createsBucketsOnAServerWithoutVersioning(@TempDir Path data) {
    try (var onDisk = EmbeddedCloud.start(data);
        var tables = Stores.dynamoDb(onDisk.environment());
        var buckets = Stores.s3(onDisk.environment())) {
      new Provisioning(tables, buckets).create(TEMPLATE);
      new Provisioning(tables, buckets).create(TEMPLATE);

      assertThat(buckets.listBuckets().buckets()).hasSize(3);
    }
  }

  @Test
  void showsTheSameTablesToAllCredentials() {
    var others = new HashMap<>(cloud.environment());
    others.put("AWS_ACCESS_KEY_ID", "SOMEBODY");
    others.put("AWS_SECRET_ACCESS_KEY", "else");
    others.put("AWS_REGION", "eu-west-1");

    try (var client = Stores.dynamoDb(others)) {
      assertThat(client.listTables().tableNames()).containsExactly("keyshelf-table");
    }
  }

  @Test
  void servesAPresignedUrlAndRefusesATamperedOne() throws Exception {
    s3.putObject(
        put -> put.bucket("named-exports").key("file.txt"), RequestBody.fromString("content"));
    URI signed = presigned("named-exports", "file.txt", Duration.ofMinutes(5));

    assertThat(status(signed)).isEqualTo(200);
    assertThat(status(URI.create(signed.toString().replace("file.txt", "other.txt"))))
        .isEqualTo(403);
    assertThat(
            status(
                URI.create(
                    signed.toString().replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=9999"))))
        .isEqualTo(403);
  }

  @Test
  void refusesAnExpiredPresignedUrl() throws Exception {
    s3.putObject(
        put -> put.bucket("named-exports").key("file.txt"), RequestBody.fromString("content"));
    URI signed = presigned("named-exports", "file.txt", Duration.ofSeconds(1));

    var status = status(signed);
    for (int glance = 0; status != 403 && glance < GLANCES; glance++) {
      Thread.sleep(Duration.ofMillis(100));
      status = status(signed);
    }

    assertThat(status).isEqualTo(403);
  }

  private static BucketVersioningStatus versioning(String bucket) {
    return s3.getBucketVersioning(get -> get.bucket(bucket)).status();
  }

  private static int status(URI uri) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static URI presigned(String bucket, String key, Duration lifetime) throws Exception {
    Map<String, String> environment = cloud.environment();
    try (var presigner =
        S3Presigner.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(cloud.s3Endpoint())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"))))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(
              presign ->
                  presign
                      .signatureDuration(lifetime)
                      .getObjectRequest(get -> get.bucket(bucket).key(key)))
          .url()
          .toURI();
    }
  }
}
