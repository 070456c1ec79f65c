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

/** A partner's log with its seals, and somebody who can reach into table and bucket. */
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

  /** Writes a record; gives its id. */
  ActivityRecord record(Instant at) {
    var act = new Act(new Actor.User("ada@contoso.example", Set.of("AdminAgent")), at, "request-1");
    var record = ActivityRecord.of(Story.PARTNER, act, Operation.ORDER_PLACED, Subject.none());
    fixture.ports().activityLog().record(record);
    return record;
  }

  /** Runs the schedule; gives how many hours it sealed. */
  int sealAt(Instant now) {
    return seal(now, FIRED).path("sealed").asInt();
  }

  /** Runs the schedule with so much time left; gives what it answered. */
  JsonNode sealAt(Instant now, Duration left) {
    return seal(now, FIRED.withTimeLeft(left));
  }

  private JsonNode seal(Instant now, Events event) {
    fixture.strike(now);
    return fixture.fire(SealActivityHandler::new, event);
  }

  /** Verifies the day, an hour past noon; gives the kinds of what was found. */
  List<String> findings() {
    return verified().path("findings").findValuesAsText("kind");
  }

  JsonNode verified() {
    return verifiedAt(NINE.plus(Duration.ofHours(4)));
  }

  /** Verifies with the names of the only keys that may have signed. */
  JsonNode verifiedWith(String keys) {
    return verified(NINE.plus(Duration.ofHours(4)), VERIFY.withDetail("keys", keys));
  }

  /** Gives where the public key of a seal is. */
  static String publicKey(String seal) {
    var line = seal.lines().filter(each -> each.startsWith("key ")).findFirst().orElseThrow();
    return "keys/%s.pem".formatted(line.substring("key ".length()));
  }

  JsonNode verifiedAt(Instant now) {
    return verified(now, VERIFY);
  }

  /** Verifies as the schedule does, whose event names nothing. */
  JsonNode verifiedBySchedule() {
    return verified(NINE.plus(Duration.ofHours(4)), FIRED);
  }

  private JsonNode verified(Instant now, Events event) {
    fixture.strike(now);
    return fixture.fire(VerifyActivityLogHandler::new, event);
  }

  /** Gives what is in the bucket of seals, by key. */
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

  /** Gives the seal of an hour of the day. */
  String seal(int hour) {
    return seal(key(hour));
  }

  static String key(int hour) {
    return String.format(Locale.ROOT, "seals/%s/2026-11-20T%02d.seal", Story.PARTNER, hour);
  }

  void removeSeal(int hour) {
    remove(key(hour));
  }

  /** Removes every version of what is under a key of the bucket. */
  void remove(String key) {
    var s3 = fixture.cloud().s3();
    s3.listObjectVersions(list -> list.bucket(bucketName()).prefix(key))
        .versions()
        .forEach(
            version ->
                s3.deleteObject(
                    delete -> delete.bucket(bucketName()).key(key).versionId(version.versionId())));
  }

  /** Removes a seal as whoever may not remove versions does: a mark hides it. */
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

  void forgetProgress() {
    var shard = Math.floorMod(Story.PARTNER.value().hashCode(), 16);
    fixture
        .cloud()
        .dynamoDb()
        .deleteItem(
            delete -> delete.tableName(table()).key(key("SEALS#" + shard, Story.PARTNER.value())));
  }

  /** Gives a record as the table holds it. */
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
    // An instant without a fraction is written without one; the log always writes three digits.
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
