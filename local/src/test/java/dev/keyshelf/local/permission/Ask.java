package dev.keyshelf.local.permission;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * A permission that AWS requires from a function's policy before it serves a call.
 *
 * @param action the action's name in IAM
 * @param resource {@code Table}, one of its indexes, a bucket or one of its objects, or a key of
 *     KMS; see {@link Grant}
 * @param condition the beginning of the item's partition key, the prefix of a list, or the purpose
 *     in an encryption context; empty if the call has none
 * @param named what else conditions look at: the attributes that a put or update names, {@link
 *     #IF_NONE_MATCH} if a write has this header, and {@link #CREATION} if it makes an object
 * @param together the beginnings of the partition keys of all actions of the call's transaction;
 *     empty if it is none
 * @param alike those of the actions of the same kind
 */
record Ask(
    String action,
    String resource,
    String condition,
    Set<String> named,
    Set<String> together,
    Set<String> alike) {
  static final String IF_NONE_MATCH = "s3:if-none-match";

  static final String CREATION = "s3:ObjectCreationOperation";

  /** The name of an attribute in an expression, but no keyword, function or placeholder. */
  private static final Pattern ATTRIBUTE = Pattern.compile("(?<![:#\\w])[a-z]\\w*\\b(?!\\()");

  private Ask(String action, String resource, String condition) {
    this(action, resource, condition, Set.of());
  }

  private Ask(String action, String resource, String condition, Set<String> named) {
    this(action, resource, condition, named, Set.of(), Set.of());
  }

  /** Returns a call outside transactions. */
  static Ask alone(String action, String partition) {
    return new Ask("dynamodb:" + action, "Table", partition);
  }

  /** Returns this call as one of a transaction's. */
  Ask among(List<Ask> all) {
    return new Ask(
        action,
        resource,
        condition,
        named,
        all.stream().map(Ask::condition).collect(Collectors.toUnmodifiableSet()),
        all.stream()
            .filter(each -> each.action.equals(action))
            .map(Ask::condition)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Returns all permissions that a call of the SDK needs. */
  static List<Ask> by(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> table("GetItem", partition(get.key()));
      case BatchGetItemRequest batch ->
          batch.requestItems().values().stream()
              .flatMap(items -> items.keys().stream())
              .flatMap(key -> table("BatchGetItem", partition(key)).stream())
              .distinct()
              .toList();
      case QueryRequest query ->
          query.indexName() == null
              ? table("Query", partition(Map.of("pk", searched(query))))
              : List.of(new Ask("dynamodb:Query", "Table/index/" + query.indexName(), ""));
      case PutItemRequest put ->
          List.of(
              write(
                  "PutItem",
                  put.item(),
                  put.conditionExpression(),
                  put.expressionAttributeNames()));
      case UpdateItemRequest update ->
          List.of(
              write(
                  "UpdateItem",
                  update.key(),
                  update.updateExpression() + " " + update.conditionExpression(),
                  update.expressionAttributeNames()));
      case BatchWriteItemRequest batch ->
          batch.requestItems().values().stream()
              .flatMap(Collection::stream)
              .map(Ask::ofABatch)
              .toList();
      case TransactWriteItemsRequest transaction -> {
        var all = transaction.transactItems().stream().flatMap(Ask::ofATransaction).toList();
        yield all.stream().map(each -> each.among(all)).distinct().toList();
      }
      case GetObjectRequest get ->
          object(
              get.versionId() == null ? "GetObject" : "GetObjectVersion", get.bucket(), get.key());
      case HeadObjectRequest head -> object("GetObject", head.bucket(), head.key());
      case PutObjectRequest put -> created(put.bucket(), put.key(), put.ifNoneMatch());
      case CopyObjectRequest copy ->
          List.of(
              new Ask("s3:GetObject", source(copy), ""),
              created(copy.destinationBucket(), copy.destinationKey(), copy.ifNoneMatch())
                  .getFirst());
      case DeleteObjectRequest delete -> object("DeleteObject", delete.bucket(), delete.key());
      case CreateMultipartUploadRequest upload ->
          object("PutObject", upload.bucket(), upload.key());
      case UploadPartRequest upload -> object("PutObject", upload.bucket(), upload.key());
      case CompleteMultipartUploadRequest upload ->
          created(upload.bucket(), upload.key(), upload.ifNoneMatch());
      case AbortMultipartUploadRequest upload ->
          object("AbortMultipartUpload", upload.bucket(), upload.key());
      case ListObjectVersionsRequest list ->
          List.of(new Ask("s3:ListBucketVersions", list.bucket(), String.valueOf(list.prefix())));
      case ListPartsRequest parts ->
          object("ListMultipartUploadParts", parts.bucket(), parts.key());
      case ListObjectsV2Request list ->
          List.of(new Ask("s3:ListBucket", list.bucket(), String.valueOf(list.prefix())));
      case GenerateDataKeyRequest key ->
          List.of(ofAKey("kms:GenerateDataKey", key.keyId(), key.encryptionContext()));
      case DecryptRequest key ->
          List.of(ofAKey("kms:Decrypt", key.keyId(), key.encryptionContext()));
      case GenerateMacRequest key -> List.of(new Ask("kms:GenerateMac", key.keyId(), ""));
      default ->
          throw new IllegalArgumentException(
              "add the permission of this request to Ask.by: " + request);
    };
  }

  /**
   * Returns the permission that a read of a missing object needs. S3 answers 404 only to callers
   * who may list the bucket; to others it answers 403.
   */
  static Optional<Ask> byOneThatIsNotThere(SdkRequest request) {
    return switch (request) {
      case GetObjectRequest get -> Optional.of(new Ask("s3:ListBucket", get.bucket(), get.key()));
      case HeadObjectRequest head ->
          Optional.of(new Ask("s3:ListBucket", head.bucket(), head.key()));
      default -> Optional.empty();
    };
  }

  /** Returns bucket and key of the source. The SDK may already have joined them. */
  @SuppressWarnings("deprecation") // The SDK itself still sets the deprecated field.
  private static String source(CopyObjectRequest copy) {
    return copy.copySource() == null
        ? copy.sourceBucket() + "/" + copy.sourceKey()
        : URLDecoder.decode(copy.copySource(), StandardCharsets.UTF_8);
  }

  private static Ask ofABatch(WriteRequest write) {
    // One action, BatchWriteItem, covers both puts and deletes.
    var item = write.putRequest() != null ? write.putRequest().item() : write.deleteRequest().key();
    return table("BatchWriteItem", partition(item)).getFirst();
  }

  private static Stream<Ask> ofATransaction(TransactWriteItem action) {
    var asks = new ArrayList<Ask>();
    if (action.put() != null) {
      var put = action.put();
      asks.add(
          write("PutItem", put.item(), put.conditionExpression(), put.expressionAttributeNames()));
    }
    if (action.update() != null) {
      var update = action.update();
      asks.add(
          write(
              "UpdateItem",
              update.key(),
              update.updateExpression() + " " + update.conditionExpression(),
              update.expressionAttributeNames()));
    }
    if (action.delete() != null) {
      asks.addAll(table("DeleteItem", partition(action.delete().key())));
    }
    if (action.conditionCheck() != null) {
      asks.addAll(table("ConditionCheckItem", partition(action.conditionCheck().key())));
    }
    return asks.stream();
  }

  /** Returns the permission to write an item, or to update the one with a key. */
  private static Ask write(
      String action,
      Map<String, AttributeValue> item,
      @Nullable String expressions,
      Map<String, String> placeholders) {
    var named = new TreeSet<>(item.keySet());
    named.addAll(placeholders.values());
    if (expressions != null) {
      ATTRIBUTE.matcher(expressions).results().forEach(found -> named.add(found.group()));
    }
    return new Ask("dynamodb:" + action, "Table", partition(item), Set.copyOf(named));
  }

  private static List<Ask> created(String bucket, String key, @Nullable String ifNoneMatch) {
    return List.of(
        new Ask(
            "s3:PutObject",
            bucket + "/" + key,
            "",
            ifNoneMatch == null ? Set.of(CREATION) : Set.of(CREATION, IF_NONE_MATCH)));
  }

  private static List<Ask> table(String action, String partition) {
    return List.of(new Ask("dynamodb:" + action, "Table", partition));
  }

  /** Returns the partition of a query, which all adapters call so. */
  private static AttributeValue searched(QueryRequest query) {
    return query.expressionAttributeValues().getOrDefault(":partition", AttributeValue.fromS(""));
  }

  /** Returns the kind in the partition key. Policies distinguish items by kind, not by id. */
  private static String partition(Map<String, AttributeValue> item) {
    var pk = String.valueOf(item.getOrDefault("pk", AttributeValue.fromS("")).s());
    return pk.substring(0, pk.indexOf('#') + 1);
  }

  private static Ask ofAKey(String action, String keyId, Map<String, String> context) {
    return new Ask(action, keyId, context.getOrDefault("keyshelf-purpose", ""));
  }

  private static List<Ask> object(String action, String bucket, String key) {
    return List.of(new Ask("s3:" + action, bucket + "/" + key, ""));
  }
}
