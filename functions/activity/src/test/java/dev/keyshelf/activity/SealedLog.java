package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A partner's log with its seals, and direct access to its table and bucket. */
final class SealedLog {
  static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  static final Events FIRED = Events.of("seal-activity").withTimeLeft(Duration.ofMinutes(15));
  private static final Events VERIFY =
      Events.of("verify-activity-log").withTimeLeft(Duration.ofMinutes(15));

  private final HandlerFixture fixture;

  SealedLog(HandlerFixture fixture) {
    this.fixture = fixture;
    fixture.partnerIs(false);
  }

  /** Writes a record and returns it. */
  ActivityRecord record(Instant at) {
    var act = new Act(new Actor.User("ada@contoso.example", Set.of("AdminAgent")), at, "request-1");
    var record = ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none());
    fixture.ports().activityLog().record(record);
    return record;
  }

  /** Runs the schedule and returns how many hours it sealed. */
  int sealAt(Instant now) {
    return seal(now, FIRED).path("sealed").asInt();
  }

  /** Runs the schedule with this much time left and returns its answer. */
  JsonNode sealAt(Instant now, Duration left) {
    return seal(now, FIRED.withTimeLeft(left));
  }

  private JsonNode seal(Instant now, Events event) {
    fixture.strike(now);
    return fixture.fire(SealActivityHandler::new, event);
  }

  /** Verifies the day, an hour past noon, and returns the kinds of the findings. */
  List<String> findings() {
    return verified().path("findings").findValuesAsText("kind");
  }

  JsonNode verified() {
    return verifiedAt(NINE.plus(Duration.ofHours(4)));
  }

  /** Verifies with the ids of the only keys that may have signed. */
  JsonNode verifiedWith(String keys) {
    return verified(NINE.plus(Duration.ofHours(4)), VERIFY.withDetail("keys", keys));
  }

  /** Returns the object key of a seal's public key. */
  static String publicKey(String seal) {
    var line = seal.lines().filter(each -> each.startsWith("key ")).findFirst().orElseThrow();
    return "keys/%s.pem".formatted(line.substring("key ".length()));
  }

  JsonNode verifiedAt(Instant now) {
    return verified(now, VERIFY);
  }

  /** Verifies the last two days, as the schedule does. */
  JsonNode verifiedBySchedule(Instant now) {
    return verified(now, FIRED);
  }

  /** Verifies as the schedule does, with an event that names no range. */
  JsonNode verifiedBySchedule() {
    return verified(NINE.plus(Duration.ofHours(4)), FIRED);
  }

  private JsonNode verified(Instant now, Events event) {
    fixture.strike(now);
    return fixture.fire(VerifyActivityLogHandler::new, event);
  }

  /** Returns the contents of the bucket of seals, by key. */
  Map<String, String> bucket() {
    Map<String, String> all = new TreeMap<>();
    fixture
        .cloud()
        .s3()
        .listObjectsV2(list -> list.bucket(bucketName()))
        .contents()
        .forEach(object -> all.put(object.key(), seal(object.key())));
    return all;
  }

  private String seal(String key) {
    return new String(
        fixture
            .cloud()
            .s3()
            .getObjectAsBytes(get -> get.bucket(bucketName()).key(key))
            .asByteArray(),
        StandardCharsets.UTF_8);
  }

  /** Returns the seal of an hour of the day. */
  String seal(int hour) {
    return seal(key(hour));
  }

  static String key(int hour) {
    return String.format(Locale.ROOT, "seals/%s/2026-11-20T%02d.seal", Story.PARTNER, hour);
  }

  void removeSeal(int hour) {
    remove(key(hour));
  }

  /** Removes every version of an object of the bucket. */
  void remove(String key) {
    var s3 = fixture.cloud().s3();
    s3.listObjectVersions(list -> list.bucket(bucketName()).prefix(key))
        .versions()
        .forEach(
            version ->
                s3.deleteObject(
                    delete -> delete.bucket(bucketName()).key(key).versionId(version.versionId())));
  }

  /** Hides a seal behind a delete marker, as a plain delete of the object does. */
  void hideSeal(int hour) {
    fixture.cloud().s3().deleteObject(delete -> delete.bucket(bucketName()).key(key(hour)));
  }

  void replaceSeal(int hour, String text) {
    removeSeal(hour);
    putOverSeal(hour, text);
  }

  /** Puts another version over a seal. */
  void putOverSeal(int hour, String text) {
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucketName()).key(key(hour)), RequestBody.fromString(text));
  }

  /** Puts a file under any key of the bucket of seals. */
  void putFile(String key) {
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucketName()).key(key), RequestBody.fromString("a file"));
  }

  void forgetProgress() {
    var shard = Math.floorMod(Story.PARTNER.value().hashCode(), 16);
    fixture
        .cloud()
        .dynamoDb()
        .deleteItem(
            delete -> delete.tableName(table()).key(key("SEALS#" + shard, Story.PARTNER.value())));
  }

  /** Returns a record as stored in the table. */
  Map<String, AttributeValue> item(ActivityRecord record) {
    var item =
        fixture
            .cloud()
            .dynamoDb()
            .getItem(get -> get.tableName(table()).key(keyOf(record)).consistentRead(true))
            .item();
    assertThat(item).isNotEmpty();
    return new HashMap<>(item);
  }

  void put(Map<String, AttributeValue> item) {
    fixture.cloud().dynamoDb().putItem(put -> put.tableName(table()).item(item));
  }

  void remove(ActivityRecord record) {
    fixture.cloud().dynamoDb().deleteItem(delete -> delete.tableName(table()).key(keyOf(record)));
  }

  /** Moves a record to another time. */
  void redate(ActivityRecord record, Instant at) {
    var item = item(record);
    remove(record);
    item.put("sk", AttributeValue.fromS(sort(at, record.id())));
    item.put("at", AttributeValue.fromS(sort(at, record.id()).substring(0, 24)));
    put(item);
  }

  private Map<String, AttributeValue> keyOf(ActivityRecord record) {
    var day = LocalDate.ofInstant(record.at(), ZoneOffset.UTC);
    return key("ACTIVITY#%s#%s".formatted(Story.PARTNER, day), sort(record.at(), record.id()));
  }

  private static String sort(Instant at, String id) {
    // Instant.toString omits a zero fraction, but the log always writes three digits.
    var text = at.toString();
    return (text.contains(".") ? text : text.replace("Z", ".000Z")) + "#" + id;
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }

  private String table() {
    return fixture.cloud().template().tables().getFirst().name();
  }

  private String bucketName() {
    return fixture.environment("KEYSHELF_SEALS_BUCKET");
  }
}
