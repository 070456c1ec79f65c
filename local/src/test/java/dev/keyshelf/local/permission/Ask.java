package dev.keyshelf.local.permission;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * What AWS asks a function's policy before it does something.
 *
 * @param action as IAM names it
 * @param resource {@code Table}, one of its indexes, a bucket or one of its objects, or a key of
 *     KMS; see {@link Grant}
 * @param condition the beginning of the item's partition key, or the prefix of a list; empty when
 *     nothing more is known
 */
record Ask(String action, String resource, String condition) {

  /** Gives all that one call of the SDK asks for. */
  static List<Ask> by(SdkRequest request) {
    return switch (request) {
      case GetItemRequest _ -> table("GetItem", "");
      case BatchGetItemRequest _ -> table("BatchGetItem", "");
      case QueryRequest query ->
          query.indexName() == null
              ? table("Query", "")
              : List.of(new Ask("dynamodb:Query", "Table/index/" + query.indexName(), ""));
      case PutItemRequest put -> table("PutItem", partition(put.item()));
      case UpdateItemRequest update -> table("UpdateItem", partition(update.key()));
      case BatchWriteItemRequest batch ->
          batch.requestItems().values().stream()
              .flatMap(Collection::stream)
              .map(Ask::ofABatch)
              .toList();
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().flatMap(Ask::ofATransaction).toList();
      case GetObjectRequest get ->
          object(
              get.versionId() == null ? "GetObject" : "GetObjectVersion", get.bucket(), get.key());
      case HeadObjectRequest head -> object("GetObject", head.bucket(), head.key());
      case PutObjectRequest put -> object("PutObject", put.bucket(), put.key());
      case CopyObjectRequest copy ->
          List.of(
              new Ask("s3:GetObject", source(copy), ""),
              new Ask("s3:PutObject", copy.destinationBucket() + "/" + copy.destinationKey(), ""));
      case DeleteObjectRequest delete -> object("DeleteObject", delete.bucket(), delete.key());
      case CreateMultipartUploadRequest upload ->
          object("PutObject", upload.bucket(), upload.key());
      case UploadPartRequest upload -> object("PutObject", upload.bucket(), upload.key());
      case CompleteMultipartUploadRequest upload ->
          object("PutObject", upload.bucket(), upload.key());
      case AbortMultipartUploadRequest upload ->
          object("AbortMultipartUpload", upload.bucket(), upload.key());
      case ListObjectVersionsRequest list ->
          List.of(new Ask("s3:ListBucketVersions", list.bucket(), String.valueOf(list.prefix())));
      case ListPartsRequest parts ->
          object("ListMultipartUploadParts", parts.bucket(), parts.key());
      case ListObjectsV2Request list ->
          List.of(new Ask("s3:ListBucket", list.bucket(), String.valueOf(list.prefix())));
      case GenerateDataKeyRequest key -> List.of(new Ask("kms:GenerateDataKey", key.keyId(), ""));
      case DecryptRequest key -> List.of(new Ask("kms:Decrypt", key.keyId(), ""));
      case GenerateMacRequest key -> List.of(new Ask("kms:GenerateMac", key.keyId(), ""));
      default -> throw new IllegalArgumentException("say what this asks for: " + request);
    };
  }

  /** S3 says that an object is not there only to who may list it, and else that it is forbidden. */
  static Optional<Ask> byOneThatIsNotThere(SdkRequest request) {
    return switch (request) {
      case GetObjectRequest get -> Optional.of(new Ask("s3:ListBucket", get.bucket(), get.key()));
      case HeadObjectRequest head ->
          Optional.of(new Ask("s3:ListBucket", head.bucket(), head.key()));
      default -> Optional.empty();
    };
  }

  /** The SDK may have put bucket and key together by now. */
  @SuppressWarnings("deprecation") // the SDK itself still fills it
  private static String source(CopyObjectRequest copy) {
    return copy.copySource() == null
        ? copy.sourceBucket() + "/" + copy.sourceKey()
        : URLDecoder.decode(copy.copySource(), StandardCharsets.UTF_8);
  }

  private static Ask ofABatch(WriteRequest write) {
    // One action covers what it puts and what it deletes.
    var item = write.putRequest() != null ? write.putRequest().item() : write.deleteRequest().key();
    return table("BatchWriteItem", partition(item)).getFirst();
  }

  private static Stream<Ask> ofATransaction(TransactWriteItem action) {
    var asks = new ArrayList<Ask>();
    if (action.put() != null) {
      asks.addAll(table("PutItem", partition(action.put().item())));
    }
    if (action.update() != null) {
      asks.addAll(table("UpdateItem", partition(action.update().key())));
    }
    if (action.delete() != null) {
      asks.addAll(table("DeleteItem", partition(action.delete().key())));
    }
    if (action.conditionCheck() != null) {
      asks.addAll(table("ConditionCheckItem", partition(action.conditionCheck().key())));
    }
    return asks.stream();
  }

  private static List<Ask> table(String action, String partition) {
    return List.of(new Ask("dynamodb:" + action, "Table", partition));
  }

  /** Its kind is what policies tell apart: with its id there would be as many asks as items. */
  private static String partition(Map<String, AttributeValue> item) {
    var pk = String.valueOf(item.getOrDefault("pk", AttributeValue.fromS("")).s());
    return pk.substring(0, pk.indexOf('#') + 1);
  }

  private static List<Ask> object(String action, String bucket, String key) {
    return List.of(new Ask("s3:" + action, bucket + "/" + key, ""));
  }
}
