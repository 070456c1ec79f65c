package dev.keyshelf.embedded.operations;

import dev.keyshelf.embedded.operations.Rule.Attributes;
import dev.keyshelf.embedded.operations.Rule.Elements;
import dev.keyshelf.embedded.operations.Rule.Entries;
import dev.keyshelf.embedded.operations.Rule.Flag;
import dev.keyshelf.embedded.operations.Rule.Member;
import dev.keyshelf.embedded.operations.Rule.OneOf;
import dev.keyshelf.embedded.operations.Rule.Structure;
import dev.keyshelf.embedded.operations.Rule.Text;
import dev.keyshelf.embedded.operations.Rule.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parameters of each operation, with the service's rules for their form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html">Amazon
 *     DynamoDB actions</a>
 */
final class Shapes {
  private static final int ANY = Integer.MAX_VALUE;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
  private static final Rule TEXT = new Text(0, ANY, null);
  private static final Rule FLAG = new Flag();
  private static final Rule ITEM = new Attributes();
  private static final Rule TABLE_NAME = new Text(1, 255, NAME);
  private static final Rule INDEX_NAME = new Text(3, 255, NAME);
  private static final Rule ATTRIBUTE_NAME = new Text(1, 255, null);
  private static final Rule NAMES = new Entries(TEXT, ANY);
  private static final Rule POSITIVE = new Whole(1, Integer.MAX_VALUE);

  private static final Member CAPACITY =
      optional("ReturnConsumedCapacity", oneOf("INDEXES", "TOTAL", "NONE"));
  private static final Member COLLECTION_METRICS =
      optional("ReturnItemCollectionMetrics", oneOf("SIZE", "NONE"));
  private static final Member RETURN_VALUES =
      optional("ReturnValues", oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));
  private static final Member ON_FAILURE =
      optional("ReturnValuesOnConditionCheckFailure", oneOf("ALL_OLD", "NONE"));
  private static final Member SELECT =
      optional(
          "Select",
          oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"));
  private static final Member CONDITION = optional("ConditionExpression", TEXT);
  private static final Member PROJECTION = optional("ProjectionExpression", TEXT);
  private static final Member FILTER = optional("FilterExpression", TEXT);
  private static final Member ATTRIBUTE_NAMES = optional("ExpressionAttributeNames", NAMES);
  private static final Member ATTRIBUTE_VALUES = optional("ExpressionAttributeValues", ITEM);
  private static final Member CONSISTENT = optional("ConsistentRead", FLAG);
  private static final Member START_KEY = optional("ExclusiveStartKey", ITEM);
  private static final Member TABLE = required("TableName", TABLE_NAME);
  private static final Member KEY = required("Key", ITEM);
  private static final Member NEW_ITEM = required("Item", ITEM);

  private Shapes() {}

  private static Member required(String name, Rule rule) {
    return new Member(name, true, rule);
  }

  private static Member optional(String name, Rule rule) {
    return new Member(name, false, rule);
  }

  private static Rule oneOf(String... words) {
    return new OneOf(List.of(words));
  }

  private static Structure structure(String name, Member... members) {
    return Structure.of(name, members);
  }

  static final Structure PUT_ITEM =
      structure(
          "PutItemInput",
          TABLE,
          NEW_ITEM,
          CAPACITY,
          COLLECTION_METRICS,
          RETURN_VALUES,
          ON_FAILURE,
          CONDITION,
          ATTRIBUTE_NAMES,
          ATTRIBUTE_VALUES);

  static final Structure UPDATE_ITEM =
      structure(
          "UpdateItemInput",
          TABLE,
          KEY,
          CAPACITY,
          COLLECTION_METRICS,
          RETURN_VALUES,
          ON_FAILURE,
          optional("UpdateExpression", TEXT),
          CONDITION,
          ATTRIBUTE_NAMES,
          ATTRIBUTE_VALUES);

  static final Structure DELETE_ITEM =
      structure(
          "DeleteItemInput",
          TABLE,
          KEY,
          CAPACITY,
          COLLECTION_METRICS,
          RETURN_VALUES,
          ON_FAILURE,
          CONDITION,
          ATTRIBUTE_NAMES,
          ATTRIBUTE_VALUES);

  static final Structure GET_ITEM =
      structure("GetItemInput", TABLE, KEY, CAPACITY, CONSISTENT, PROJECTION, ATTRIBUTE_NAMES);

  static final Structure QUERY =
      structure(
          "QueryInput",
          TABLE,
          CAPACITY,
          SELECT,
          optional("IndexName", INDEX_NAME),
          optional("Limit", new Whole(Long.MIN_VALUE, Integer.MAX_VALUE)),
          CONSISTENT,
          optional("ScanIndexForward", FLAG),
          START_KEY,
          optional("KeyConditionExpression", TEXT),
          FILTER,
          PROJECTION,
          ATTRIBUTE_NAMES,
          ATTRIBUTE_VALUES);

  static final Structure SCAN =
      structure(
          "ScanInput",
          TABLE,
          CAPACITY,
          SELECT,
          optional("IndexName", INDEX_NAME),
          optional("Limit", POSITIVE),
          optional("Segment", new Whole(0, 999_999)),
          optional("TotalSegments", new Whole(1, 1_000_000)),
          CONSISTENT,
          START_KEY,
          FILTER,
          PROJECTION,
          ATTRIBUTE_NAMES,
          ATTRIBUTE_VALUES);

  static final Structure BATCH_GET_ITEM =
      structure(
          "BatchGetItemInput",
          required(
              "RequestItems",
              new Entries(
                  structure(
                      "KeysAndAttributes",
                      required("Keys", new Elements(ITEM, 1, ANY)),
                      CONSISTENT,
                      PROJECTION,
                      ATTRIBUTE_NAMES),
                  ANY)),
          CAPACITY);

  static final Structure BATCH_WRITE_ITEM =
      structure(
          "BatchWriteItemInput",
          required(
              "RequestItems",
              new Entries(
                  new Elements(
                      structure(
                          "WriteRequest",
                          optional("PutRequest", structure("PutRequest", NEW_ITEM)),
                          optional("DeleteRequest", structure("DeleteRequest", KEY))),
                      0,
                      ANY),
                  ANY)),
          CAPACITY,
          COLLECTION_METRICS);

  private static final int MOST_ACTIONS = 100;

  static final Structure TRANSACT_WRITE_ITEMS =
      structure(
          "TransactWriteItemsInput",
          required(
              "TransactItems",
              new Elements(
                  structure(
                      "TransactWriteItem",
                      optional("Put", action("Put", NEW_ITEM, CONDITION)),
                      optional(
                          "Update",
                          action("Update", KEY, required("UpdateExpression", TEXT), CONDITION)),
                      optional("Delete", action("Delete", KEY, CONDITION)),
                      optional(
                          "ConditionCheck",
                          action("ConditionCheck", KEY, required("ConditionExpression", TEXT)))),
                  1,
                  MOST_ACTIONS)),
          optional("ClientRequestToken", new Text(1, 36, null)),
          CAPACITY,
          COLLECTION_METRICS);

  private static Structure action(String name, Member... own) {
    var members = new ArrayList<>(List.of(TABLE));
    members.addAll(List.of(own));
    members.addAll(List.of(ON_FAILURE, ATTRIBUTE_NAMES, ATTRIBUTE_VALUES));
    return new Structure(name, members);
  }

  static final Structure TRANSACT_GET_ITEMS =
      structure(
          "TransactGetItemsInput",
          required(
              "TransactItems",
              new Elements(
                  structure(
                      "TransactGetItem",
                      required("Get", structure("Get", TABLE, KEY, PROJECTION, ATTRIBUTE_NAMES))),
                  1,
                  MOST_ACTIONS)),
          CAPACITY);

  private static final Member KEY_SCHEMA =
      required(
          "KeySchema",
          new Elements(
              structure(
                  "KeySchemaElement",
                  required("AttributeName", ATTRIBUTE_NAME),
                  required("KeyType", oneOf("HASH", "RANGE"))),
              1,
              2));
  private static final Member INDEX_PROJECTION =
      required(
          "Projection",
          structure(
              "Projection",
              optional("ProjectionType", oneOf("ALL", "INCLUDE", "KEYS_ONLY")),
              optional("NonKeyAttributes", new Elements(ATTRIBUTE_NAME, 1, 20))));
  private static final Member THROUGHPUT =
      optional(
          "ProvisionedThroughput",
          structure(
              "ProvisionedThroughput",
              required("ReadCapacityUnits", new Whole(1, Long.MAX_VALUE)),
              required("WriteCapacityUnits", new Whole(1, Long.MAX_VALUE))));

  private static final Elements ATTRIBUTE_DEFINITIONS =
      new Elements(
          structure(
              "AttributeDefinition",
              required("AttributeName", ATTRIBUTE_NAME),
              required("AttributeType", oneOf("B", "N", "S"))),
          0,
          ANY);

  private static final Structure GLOBAL_INDEX =
      structure(
          "GlobalSecondaryIndex",
          required("IndexName", INDEX_NAME),
          KEY_SCHEMA,
          INDEX_PROJECTION,
          THROUGHPUT);

  private static final Structure STREAM_SPECIFICATION =
      structure(
          "StreamSpecification",
          required("StreamEnabled", FLAG),
          optional(
              "StreamViewType",
              oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")));

  static final Structure CREATE_TABLE =
      structure(
          "CreateTableInput",
          required("TableName", new Text(3, 255, NAME)),
          optional("BillingMode", oneOf("PROVISIONED", "PAY_PER_REQUEST")),
          required("AttributeDefinitions", ATTRIBUTE_DEFINITIONS),
          KEY_SCHEMA,
          THROUGHPUT,
          optional(
              "LocalSecondaryIndexes",
              new Elements(
                  structure(
                      "LocalSecondaryIndex",
                      required("IndexName", INDEX_NAME),
                      KEY_SCHEMA,
                      INDEX_PROJECTION),
                  0,
                  ANY)),
          optional("GlobalSecondaryIndexes", new Elements(GLOBAL_INDEX, 0, ANY)),
          optional("StreamSpecification", STREAM_SPECIFICATION));

  static final Structure UPDATE_TABLE =
      structure(
          "UpdateTableInput",
          TABLE,
          optional("AttributeDefinitions", ATTRIBUTE_DEFINITIONS),
          optional("StreamSpecification", STREAM_SPECIFICATION),
          optional(
              "GlobalSecondaryIndexUpdates",
              new Elements(
                  structure("GlobalSecondaryIndexUpdate", required("Create", GLOBAL_INDEX)),
                  1,
                  1)));

  static final Structure TABLE_ONLY = structure("TableInput", TABLE);

  static final Structure LIST_TABLES =
      structure(
          "ListTablesInput",
          optional("ExclusiveStartTableName", new Text(3, 255, NAME)),
          optional("Limit", new Whole(1, 100)));

  static final Structure UPDATE_TIME_TO_LIVE =
      structure(
          "UpdateTimeToLiveInput",
          TABLE,
          required(
              "TimeToLiveSpecification",
              structure(
                  "TimeToLiveSpecification",
                  required("AttributeName", ATTRIBUTE_NAME),
                  required("Enabled", FLAG))));

  private static final Member STREAM = required("StreamArn", new Text(37, 1024, null));

  static final Structure LIST_STREAMS =
      structure(
          "ListStreamsInput",
          optional("TableName", TABLE_NAME),
          optional("Limit", new Whole(1, 100)),
          optional("ExclusiveStartStreamArn", new Text(37, 1024, null)));

  static final Structure DESCRIBE_STREAM =
      structure(
          "DescribeStreamInput",
          STREAM,
          optional("Limit", new Whole(1, 100)),
          optional("ExclusiveStartShardId", new Text(28, 65, null)));

  static final Structure GET_SHARD_ITERATOR =
      structure(
          "GetShardIteratorInput",
          STREAM,
          required("ShardId", new Text(28, 65, null)),
          required(
              "ShardIteratorType",
              oneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")),
          optional("SequenceNumber", new Text(21, 40, null)));

  static final Structure GET_RECORDS =
      structure(
          "GetRecordsInput",
          required("ShardIterator", new Text(1, 2048, null)),
          optional("Limit", new Whole(1, 1000)));
}
