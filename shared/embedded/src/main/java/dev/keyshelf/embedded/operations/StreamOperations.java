package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.streams.Streams;
import dev.keyshelf.embedded.tables.Table;

/** ListStreams, DescribeStream, GetShardIterator and GetRecords. */
final class StreamOperations {
  private static final int USUAL_LIST = 100;
  private static final int MOST_RECORDS = 1_000;
  private static final double MILLISECONDS = 1000.0;

  private final Streams streams;

  StreamOperations(Streams streams) {
    this.streams = streams;
  }

  ObjectNode listStreams(JsonNode body) {
    var call = Call.checked(Shapes.LIST_STREAMS, body);
    var wanted = call.text("TableName");
    String after = call.text("ExclusiveStartStreamArn").orElse("");
    var found =
        streams.all().stream()
            .filter(table -> wanted.map(table.name()::equals).orElse(true))
            .dropWhile(table -> table.streamArn().compareTo(after) <= 0)
            .toList();
    int limit = call.whole("Limit").orElse(USUAL_LIST);
    var answer = JsonNodeFactory.instance.objectNode();
    var list = answer.putArray("Streams");
    var shown = found.stream().limit(limit).toList();
    for (Table table : shown) {
      list.addObject()
          .put("StreamArn", table.streamArn())
          .put("StreamLabel", table.streamLabel())
          .put("TableName", table.name());
    }
    if (found.size() > limit) {
      answer.put("LastEvaluatedStreamArn", shown.getLast().streamArn());
    }
    return answer;
  }

  ObjectNode describeStream(JsonNode body) {
    var call = Call.checked(Shapes.DESCRIBE_STREAM, body);
    var table = streams.table(call.required("StreamArn"));
    var description = JsonNodeFactory.instance.objectNode();
    description
        .put("CreationRequestDateTime", table.streamSince().toEpochMilli() / MILLISECONDS)
        .put("StreamArn", table.streamArn())
        .put("StreamLabel", table.streamLabel())
        .put("StreamStatus", "ENABLED")
        .put("StreamViewType", table.streamView().orElseThrow())
        .put("TableName", table.name())
        .set("KeySchema", table.definition().get("KeySchema"));
    var shards = description.putArray("Shards");
    String shard = Streams.shard(table);
    if (call.text("ExclusiveStartShardId").filter(after -> after.compareTo(shard) >= 0).isEmpty()) {
      shards
          .addObject()
          .put("ShardId", shard)
          .putObject("SequenceNumberRange")
          .put("StartingSequenceNumber", Streams.start());
    }
    return JsonNodeFactory.instance.objectNode().set("StreamDescription", description);
  }

  ObjectNode getShardIterator(JsonNode body) {
    var call = Call.checked(Shapes.GET_SHARD_ITERATOR, body);
    String iterator =
        streams.iterator(
            call.required("StreamArn"),
            call.required("ShardId"),
            call.required("ShardIteratorType"),
            call.text("SequenceNumber"));
    return JsonNodeFactory.instance.objectNode().put("ShardIterator", iterator);
  }

  ObjectNode getRecords(JsonNode body) {
    var call = Call.checked(Shapes.GET_RECORDS, body);
    var page =
        streams.read(call.required("ShardIterator"), call.whole("Limit").orElse(MOST_RECORDS));
    var answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("Records").addAll(page.records());
    return answer.put("NextShardIterator", page.next());
  }
}
