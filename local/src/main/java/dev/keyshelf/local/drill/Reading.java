package dev.keyshelf.local.drill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads whole stores. No function does so: a drill reads copies that nobody else uses. */
final class Reading {
  private Reading() {}

  /** Returns all items of a table. */
  static List<Map<String, AttributeValue>> items(DynamoDbClient dynamoDb, String table) {
    return dynamoDb
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Returns the wanted objects of a bucket by their keys. */
  static Map<String, byte[]> objects(S3Client s3, String bucket, Predicate<S3Object> wanted) {
    Map<String, byte[]> objects = new TreeMap<>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .filter(wanted)
        .map(S3Object::key)
        .forEach(
            key ->
                objects.put(
                    key,
                    s3.getObject(get -> get.bucket(bucket).key(key), ResponseTransformer.toBytes())
                        .asByteArray()));
    return objects;
  }
}
