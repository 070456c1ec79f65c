package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.embedded.Template.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Creates the tables and buckets that a template declares. Existing ones stay as they are, but a
 * table of an earlier version gets the indexes and the stream that it lacks, as a stack's update
 * adds them.
 */
public final class Provisioning {
  private static final int NOT_IMPLEMENTED = 501;

  private final DynamoDbClient dynamoDb;
  private final S3Client s3;

  public Provisioning(DynamoDbClient dynamoDb, S3Client s3) {
    this.dynamoDb = dynamoDb;
    this.s3 = s3;
  }

  /**
   * Creates the missing tables and buckets. Returns once each table accepts requests.
   *
   * <p>Tables are always on demand. Recovery points, deletion protection and encryption exist only
   * on AWS and are left out. Versioning is left out if the server does not support it.
   */
  public void create(Template template) {
    template.tables().forEach(this::createTable);
    template.buckets().forEach(this::createBucket);
  }

  /** Removes the tables and buckets that a template declares, with all that they hold. */
  public void remove(Template template) {
    template.tables().forEach(this::removeTable);
    template.buckets().forEach(this::removeBucket);
  }

  private void removeTable(TableDeclaration table) {
    try {
      dynamoDb.deleteTable(delete -> delete.tableName(table.name()));
    } catch (ResourceNotFoundException _) {
      // The table does not exist, which is what the caller wants.
    }
  }

  private void removeBucket(BucketDeclaration bucket) {
    try {
      removeVersions(bucket.name());
      s3.listObjectsV2Paginator(list -> list.bucket(bucket.name())).contents().stream()
          .map(S3Object::key)
          .forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket.name()).key(key)));
      s3.deleteBucket(delete -> delete.bucket(bucket.name()));
    } catch (NoSuchBucketException _) {
      // The bucket does not exist, which is what the caller wants.
    }
  }

  private void removeVersions(String bucket) {
    try {
      for (var page : s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
        page.versions().forEach(each -> removeVersion(bucket, each.key(), each.versionId()));
        page.deleteMarkers().forEach(each -> removeVersion(bucket, each.key(), each.versionId()));
      }
    } catch (S3Exception refused) {
      if (refused.statusCode() != NOT_IMPLEMENTED) {
        throw refused;
      }
    }
  }

  private void removeVersion(String bucket, String key, String version) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key).versionId(version));
  }

  private void createTable(TableDeclaration table) {
    boolean active = createdActive(table);
    if (!active) {
      dynamoDb.waiter().waitUntilTableExists(wait -> wait.tableName(table.name()));
      addIndexes(table);
      enableStream(table);
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
                String view = table.streamView();
                if (view != null) {
                  create.streamSpecification(enabled(view));
                }
                if (!indexes.isEmpty()) { // DynamoDB refuses an empty list.
                  create.globalSecondaryIndexes(indexes);
                }
              });
      return created.tableDescription().tableStatus() == TableStatus.ACTIVE;
    } catch (ResourceInUseException _) {
      return false;
    }
  }

  private void addIndexes(TableDeclaration table) {
    var there =
        dynamoDb
            .describeTable(describe -> describe.tableName(table.name()))
            .table()
            .globalSecondaryIndexes()
            .stream()
            .map(GlobalSecondaryIndexDescription::indexName)
            .collect(Collectors.toSet());
    for (Index each : table.indexes()) {
      if (!there.contains(each.name())) {
        addIndex(table, index(each));
      }
    }
  }

  private void addIndex(TableDeclaration table, GlobalSecondaryIndex index) {
    var keys = index.keySchema().stream().map(KeySchemaElement::attributeName).toList();
    var create =
        CreateGlobalSecondaryIndexAction.builder()
            .indexName(index.indexName())
            .keySchema(index.keySchema())
            .projection(index.projection())
            .build();
    dynamoDb.updateTable(
        update ->
            update
                .tableName(table.name())
                .attributeDefinitions(
                    attributes(table).stream()
                        .filter(attribute -> keys.contains(attribute.attributeName()))
                        .toList())
                .globalSecondaryIndexUpdates(
                    GlobalSecondaryIndexUpdate.builder().create(create).build()));
  }

  /** Enables the stream of a table that has none. A stream with another view stays as it is. */
  private void enableStream(TableDeclaration table) {
    String view = table.streamView();
    if (view == null) {
      return;
    }
    var there = dynamoDb.describeTable(describe -> describe.tableName(table.name())).table();
    if (there.streamSpecification() == null || !there.streamSpecification().streamEnabled()) {
      dynamoDb.updateTable(
          update -> update.tableName(table.name()).streamSpecification(enabled(view)));
    }
  }

  private static StreamSpecification enabled(String view) {
    return StreamSpecification.builder().streamEnabled(true).streamViewType(view).build();
  }

  /**
   * Returns whether the items of a table expire. Each run asks, because an earlier run may have
   * ended after it created the table and before it enabled the TTL.
   */
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
      // The bucket exists, which is what the caller wants.
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
