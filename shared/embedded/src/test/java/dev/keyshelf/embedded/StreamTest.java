package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

class StreamTest {
  private static final Duration DAY = Duration.ofHours(24);

  private TestStore store;

  @BeforeEach
  void start() throws Exception {
    store = TestStore.start(null, Trouble.none());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void createTable() {
    store.withTable(StreamViewType.NEW_AND_OLD_IMAGES);
  }

  private String iterator(ShardIteratorType type, String sequenceNumber) {
    String arn =
        store.streams.listStreams(list -> list.tableName(TABLE)).streams().getFirst().streamArn();
    var shards =
        store.streams.describeStream(stream -> stream.streamArn(arn)).streamDescription().shards();
    return store
        .streams
        .getShardIterator(
            get -> {
              get.streamArn(arn).shardId(shards.getFirst().shardId()).shardIteratorType(type);
              if (!sequenceNumber.isEmpty()) {
                get.sequenceNumber(sequenceNumber);
              }
            })
        .shardIterator();
  }

  private GetRecordsResponse read(String iterator) {
    return store.streams.getRecords(get -> get.shardIterator(iterator));
  }

  private List<Record> all() {
    return read(iterator(ShardIteratorType.TRIM_HORIZON, "")).records();
  }

  private static List<String> keys(List<Record> records) {
    return records.stream().map(record -> record.dynamodb().keys().toString()).toList();
  }

  private void putAll(String... keys) {
    for (String key : keys) {
      store.put("pk", key);
    }
  }

  private static List<String> keysOf(String... keys) {
    return List.of(keys).stream().map(key -> item("pk", key).toString()).toList();
  }

  @Test
  void recordsEachChangeInOrder() {
    createTable();
    store.put("pk", "a", "n", 1);
    store.put("pk", "a", "n", 2);
    store.client.deleteItem(delete -> delete.tableName(TABLE).key(item("pk", "a")));
    assertThat(all())
        .extracting(Record::eventName)
        .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
    assertThat(all())
        .extracting(record -> new BigInteger(record.dynamodb().sequenceNumber()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void recordsNothingForAWriteWithoutAChange() {
    createTable();
    putAll("a", "a");
    assertThat(all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NEW_IMAGE, true, false",
    "OLD_IMAGE, false, true",
    "NEW_AND_OLD_IMAGES, true, true",
    "KEYS_ONLY, false, false"
  })
  void holdsTheImagesOfItsView(StreamViewType view, boolean hasNew, boolean hasOld) {
    store.withTable(view);
    store.put("pk", "a", "n", 1);
    store.put("pk", "a", "n", 2);
    var change = all().getLast().dynamodb();
    assertThat(change.keys()).isEqualTo(item("pk", "a"));
    assertThat(change.newImage()).isEqualTo(hasNew ? item("pk", "a", "n", 2) : item());
    assertThat(change.oldImage()).isEqualTo(hasOld ? item("pk", "a", "n", 1) : item());
    assertThat(change.streamViewType()).isEqualTo(view);
  }

  @Test
  void beginsAtASequenceNumberOrAfterIt() {
    createTable();
    putAll("a", "b", "c");
    String second = all().get(1).dynamodb().sequenceNumber();
    assertThat(keys(read(iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, second)).records()))
        .isEqualTo(keysOf("b", "c"));
    assertThat(keys(read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)).records()))
        .isEqualTo(keysOf("c"));
  }

  @Test
  void beginsAfterTheNewestRecordForLatest() {
    createTable();
    putAll("a");
    String latest = iterator(ShardIteratorType.LATEST, "");
    putAll("b");
    assertThat(keys(read(latest).records())).isEqualTo(keysOf("b"));
  }

  @Test
  void continuesWhereThePreviousPageEnded() {
    createTable();
    putAll("a", "b", "c");
    var first =
        store.streams.getRecords(
            get -> get.shardIterator(iterator(ShardIteratorType.TRIM_HORIZON, "")).limit(2));
    assertThat(keys(first.records())).isEqualTo(keysOf("a", "b"));
    var second = read(first.nextShardIterator());
    assertThat(keys(second.records())).isEqualTo(keysOf("c"));
    putAll("d");
    assertThat(keys(read(second.nextShardIterator()).records())).isEqualTo(keysOf("d"));
  }

  @Test
  void acceptsAnIteratorForUpTo15Minutes() {
    createTable();
    String iterator = iterator(ShardIteratorType.TRIM_HORIZON, "");
    store.pass(Duration.ofMinutes(15));
    assertThat(read(iterator).records()).isEmpty();
    store.pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void deletesARecordAfter24Hours() {
    createTable();
    putAll("a");
    store.pass(DAY);
    putAll("b");
    store.store.tidy(store.now());
    assertThat(keys(all())).isEqualTo(keysOf("a", "b"));
    store.store.tidy(store.now().plusSeconds(1));
    assertThat(keys(all())).isEqualTo(keysOf("b"));
  }

  @Test
  void refusesToStartBeforeTrimmedRecords() {
    createTable();
    putAll("a", "b");
    String first = all().getFirst().dynamodb().sequenceNumber();
    store.store.tidy(store.now().plus(DAY).plusSeconds(1));
    assertThatThrownBy(() -> iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first))
        .isInstanceOf(TrimmedDataAccessException.class);
  }

  @Test
  void refusesToContinueBeforeTrimmedRecords() {
    createTable();
    putAll("a", "b");
    String first = all().getFirst().dynamodb().sequenceNumber();
    String iterator = iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first);
    store.store.tidy(store.now().plus(DAY).plusSeconds(1));
    assertThatThrownBy(() -> read(iterator)).isInstanceOf(TrimmedDataAccessException.class);
  }

  @Test
  void continuesAfterAllRecordsWereTrimmed() {
    createTable();
    putAll("a");
    store.store.tidy(store.now().plus(DAY).plusSeconds(1));
    String latest = iterator(ShardIteratorType.LATEST, "");
    putAll("b");
    assertThat(keys(read(latest).records())).isEqualTo(keysOf("b"));
    assertThat(keys(all())).isEqualTo(keysOf("b"));
  }

  private void stream(boolean enabled, @Nullable StreamViewType view) {
    store.client.updateTable(
        update ->
            update
                .tableName(TABLE)
                .streamSpecification(it -> it.streamEnabled(enabled).streamViewType(view)));
  }

  @Test
  void recordsTheChangesOfATableFromTheEnablingOfItsStreamOn() {
    store.withTable(null);
    putAll("a");
    store.pass(Duration.ofHours(1));
    stream(true, StreamViewType.NEW_IMAGE);
    putAll("a", "b");
    assertThat(keys(all())).isEqualTo(keysOf("b"));
    var table = store.client.describeTable(describe -> describe.tableName(TABLE)).table();
    assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
    assertThat(table.latestStreamArn()).endsWith("/stream/2026-11-29T13:00:00");
  }

  @Test
  void refusesToEnableAStreamTwice() {
    createTable();
    assertThatThrownBy(() -> stream(true, StreamViewType.NEW_IMAGE))
        .hasMessageContaining("Table already has an enabled stream: TableName: items");
  }

  @Test
  void refusesToDisableAStreamThatATableDoesNotHave() {
    store.withTable(null);
    assertThatThrownBy(() -> stream(false, null))
        .hasMessageContaining("Table has no stream to disable: TableName: items");
  }

  @Test
  void refusesToEnableAStreamWithoutAView() {
    store.withTable(null);
    assertThatThrownBy(() -> stream(true, null))
        .hasMessageContaining("StreamEnabled is true, but StreamViewType is not specified");
  }

  @Test
  void beginsANewStreamWhenAStreamIsEnabledAgain() {
    createTable();
    putAll("a");
    String last = all().getFirst().dynamodb().sequenceNumber();
    stream(false, null);
    putAll("b");
    assertThat(store.streams.listStreams().streams()).isEmpty();
    store.pass(Duration.ofHours(1));
    stream(true, StreamViewType.KEYS_ONLY);
    putAll("c");
    assertThat(keys(all())).isEqualTo(keysOf("c"));
    assertThat(all().getFirst().dynamodb().sequenceNumber()).isGreaterThan(last);
  }

  @Test
  void callsItsListenerAfterTheChangesThatItRecords() {
    createTable();
    var seen = new ArrayList<Integer>();
    store.store.onChange(() -> seen.add(all().size()));
    putAll("a", "a", "b");
    assertThat(seen).containsExactly(1, 2);
  }

  private void expireBy(String attribute) {
    store.client.updateTimeToLive(
        ttl ->
            ttl.tableName(TABLE)
                .timeToLiveSpecification(it -> it.attributeName(attribute).enabled(true)));
  }

  private long seconds() {
    return store.now().getEpochSecond();
  }

  @Test
  void recordsThatTheServiceDeletedAnExpiredItem() {
    createTable();
    expireBy("until");
    store.put("pk", "a", "until", seconds() - 1);
    store.store.tidy(store.now());
    var record = all().getLast();
    assertThat(record.eventName()).isEqualTo(OperationType.REMOVE);
    assertThat(record.userIdentity().type()).isEqualTo("Service");
    assertThat(record.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    assertThat(all().getFirst().userIdentity()).isNull();
  }

  @Test
  void keepsAnItemDuringTheSecondInWhichItExpires() {
    createTable();
    expireBy("until");
    store.put("pk", "a", "until", seconds());
    store.store.tidy(store.now());
    assertThat(store.get("a")).isNotEmpty();
    store.store.tidy(store.now().plusSeconds(1));
    assertThat(store.get("a")).isEmpty();
  }

  @Test
  void keepsAnItemWhoseExpiryWasPostponed() {
    createTable();
    expireBy("until");
    store.put("pk", "a", "until", seconds() - 1);
    store.put("pk", "a", "until", seconds() + 1);
    store.store.tidy(store.now());
    assertThat(store.get("a")).isNotEmpty();
  }

  @Test
  void keepsAnItemThatExpiredMoreThanFiveYearsAgo() {
    createTable();
    expireBy("until");
    store.put("pk", "a", "until", seconds() - Duration.ofDays(5 * 365 + 1).toSeconds());
    store.put("pk", "b", "until", "soon");
    store.store.tidy(store.now());
    assertThat(store.get("a")).isNotEmpty();
    assertThat(store.get("b")).isNotEmpty();
  }

  @Test
  void deletesExpiredItemsThatAreOlderThanTheTtlSetting() {
    createTable();
    for (int each = 0; each < 150; each++) {
      store.put("pk", "k" + each, "until", seconds() - 1);
    }
    expireBy("until");
    store.store.tidy(store.now());
    assertThat(store.client.scan(scan -> scan.tableName(TABLE)).count()).isZero();
  }
}
