package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.embedded.Template.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates the tables and buckets that a template declares; what is there already stays. */
public final class Provisioning {
  private static final int NOT_IMPLEMENTED = 501;

  private final DynamoDbClient dynamoDb;
  private final S3Client s3;

  public Provisioning(DynamoDbClient dynamoDb, S3Client s3) {
    this.dynamoDb = dynamoDb;
    this.s3 = s3;
  }

  /**
   * Creates what is missing; returns once each table takes requests.
   *
   * <p>Tables are always on demand. Recovery points, deletion protection and encryption are AWS's
   * own and left out; versioning is left out where the server knows none.
   */
  public void create(Template template) {
    template.tables().forEach(this::createTable);
    template.buckets().forEach(this::createBucket);
  }

  private void createTable(TableDeclaration table) {
    boolean active = createdActive(table);
    if (!active) {
      dynamoDb.waiter().waitUntilTableExists(wait -> wait.tableName(table.name()));
    }
    String attribute = table.ttlAttribute();
    if (attribute != null && !expires(table.name())) {
      dynamoDb.updateTimeToLive(
          update ->
              update
                  .tableName(table.name())
                  .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
    }
  }

  private boolean createdActive(TableDeclaration table) {
    var indexes = table.indexes().stream().map(Provisioning::index).toList();
    try {
      var created =
          dynamoDb.createTable(
              create -> {
                create
                    .tableName(table.name())
                    .attributeDefinitions(attributes(table))
                    .keySchema(schema(table.key()))
                    .billingMode(BillingMode.PAY_PER_REQUEST);
                if (!indexes.isEmpty()) { // DynamoDB refuses an empty list.
                  create.globalSecondaryIndexes(indexes);
                }
              });
      return created.tableDescription().tableStatus() == TableStatus.ACTIVE;
    } catch (ResourceInUseException _) {
      return false;
    }
  }

  /** Asked each time: a run that ended between the two calls left a table that never expires. */
  private boolean expires(String tableName) {
    var status =
        dynamoDb
            .describeTimeToLive(describe -> describe.tableName(tableName))
            .timeToLiveDescription()
            .timeToLiveStatus();
    return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
  }

  private static List<AttributeDefinition> attributes(TableDeclaration table) {
    return table.attributes().stream()
        .map(
            attribute ->
                AttributeDefinition.builder()
                    .attributeName(attribute.name())
                    .attributeType(attribute.type())
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(
            projection -> {
              projection.projectionType(index.projection());
              if (!index.includedAttributes().isEmpty()) {
                projection.nonKeyAttributes(index.includedAttributes());
              }
            })
        .build();
  }

  private static List<KeySchemaElement> schema(KeySchema key) {
    var elements = new ArrayList<KeySchemaElement>();
    elements.add(element(key.partition(), KeyType.HASH));
    String sort = key.sort();
    if (sort != null) {
      elements.add(element(sort, KeyType.RANGE));
    }
    return elements;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private void createBucket(BucketDeclaration bucket) {
    try {
      s3.createBucket(create -> create.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException _) {
      // It is there, as asked for.
    }
    if (bucket.versioned()) {
      enableVersioning(bucket.name());
    }
  }

  private void enableVersioning(String bucket) {
    try {
      s3.putBucketVersioning(
          put ->
              put.bucket(bucket)
                  .versioningConfiguration(
                      versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    } catch (S3Exception refused) {
      if (refused.statusCode() != NOT_IMPLEMENTED) {
        throw refused;
      }
    }
  }
}
