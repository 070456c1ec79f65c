package dev.keyshelf.local.stream;

import dev.keyshelf.local.fault.UserFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream, read through the API of DynamoDB Streams. */
final class SdkSource implements StreamSource {
  private static final int MOST_RECORDS = 1_000;

  private final DynamoDbStreamsClient client;
  private final String arn;

  private SdkSource(DynamoDbStreamsClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  /**
   * Opens the newest stream of a table.
   *
   * @throws UserFault if the table has no stream
   */
  static SdkSource of(DynamoDbStreamsClient client, String table) {
    var arn =
        client.listStreams(list -> list.tableName(table)).streams().stream()
            .max((one, other) -> one.streamLabel().compareTo(other.streamLabel()))
            .orElseThrow(() -> new UserFault("the table %s has no stream".formatted(table)))
            .streamArn();
    return new SdkSource(client, arn);
  }

  @Override
  public String arn() {
    return arn;
  }

  @Override
  public List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    String last = null;
    do {
      String after = last;
      var page =
          client
              .describeStream(stream -> stream.streamArn(arn).exclusiveStartShardId(after))
              .streamDescription();
      page.shards()
          .forEach(
              shard ->
                  shards.add(
                      new Shard(shard.shardId(), Optional.ofNullable(shard.parentShardId()))));
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  @Override
  public String oldest(String shard) {
    return iterator(shard, ShardIteratorType.TRIM_HORIZON, null);
  }

  @Override
  public Optional<String> at(String shard, String sequenceNumber) {
    try {
      return Optional.of(iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, sequenceNumber));
    } catch (TrimmedDataAccessException | ResourceNotFoundException gone) {
      return Optional.empty();
    } catch (DynamoDbException refused) {
      if (isInvalid(refused)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static boolean isInvalid(DynamoDbException refused) {
    return refused.awsErrorDetails() != null
        && "ValidationException".equals(refused.awsErrorDetails().errorCode());
  }

  private String iterator(String shard, ShardIteratorType type, @Nullable String sequenceNumber) {
    return client
        .getShardIterator(
            get ->
                get.streamArn(arn)
                    .shardId(shard)
                    .shardIteratorType(type)
                    .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  @Override
  public Optional<Page> read(String iterator) {
    try {
      var page = client.getRecords(get -> get.shardIterator(iterator).limit(MOST_RECORDS));
      return Optional.of(
          new Page(
              page.records().stream().map(each -> RecordJson.of(each, arn)).toList(),
              Optional.ofNullable(page.nextShardIterator())));
    } catch (TrimmedDataAccessException | ExpiredIteratorException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
