package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.identity.PartnerId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of a stream's images, which have a type of their own for attributes. */
class LoggedRecordsTest {
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final ActivityRecord RECORD =
      ActivityRecord.of(
              PARTNER,
              new Act(
                  new Actor.User("ada", Set.of("AdminAgent", "GlobalAdmin")),
                  Instant.parse("2026-11-20T09:50:00Z"),
                  "request"),
              Operation.KEYS_ISSUED,
              Subject.none().touching(List.of(new TouchedKey(7, "AAAAA", Optional.of("BBBBB")))))
          .because(Optional.of("a reason"));

  private static Map<String, AttributeValue> image() {
    return images(ActivityItems.item(RECORD).values());
  }

  private static Map<String, AttributeValue> images(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> values) {
    var image = new HashMap<String, AttributeValue>();
    values.forEach((name, value) -> image.put(name, image(value)));
    return image;
  }

  private static AttributeValue image(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    return switch (value.type()) {
      case S -> text(value.s());
      case N -> new AttributeValue().withN(value.n());
      case M -> new AttributeValue().withM(images(value.m()));
      case L ->
          new AttributeValue().withL(value.l().stream().map(LoggedRecordsTest::image).toList());
      default -> throw new IllegalArgumentException("no record has a " + value.type());
    };
  }

  private static AttributeValue text(String text) {
    return new AttributeValue().withS(text);
  }

  private static Map<String, AttributeValue> with(String name, AttributeValue value) {
    var image = image();
    image.put(name, value);
    return image;
  }

  @Test
  void areReadFromTheirImage() {
    assertThat(LoggedRecords.of(image())).contains(RECORD);
  }

  static Stream<AttributeValue> ofOtherTypes() {
    return Stream.of(
        new AttributeValue().withBOOL(true),
        new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1})),
        new AttributeValue().withSS("one", "two"),
        new AttributeValue().withL(List.of()),
        new AttributeValue().withM(Map.of()));
  }

  /** A later release may add attributes, which this one does not read. */
  @ParameterizedTest
  @MethodSource("ofOtherTypes")
  void areReadBesideAttributesOfAnyType(AttributeValue value) {
    assertThat(LoggedRecords.of(with("unknown", value))).contains(RECORD);
  }

  static Stream<AttributeValue> unreadable() {
    return Stream.concat(
        ofOtherTypes(),
        Stream.of(
            text(""),
            new AttributeValue().withN("7"),
            new AttributeValue().withNULL(true),
            new AttributeValue()));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void areNotReadIfAnAttributeIsOfAnotherTypeOrEmpty(AttributeValue value) {
    for (var name : List.of("pk", "sk", "at", "operation", "outcome", "id")) {
      assertThat(LoggedRecords.of(with(name, value))).as(name).isEmpty();
    }
  }

  @Test
  void areNotReadIfAnAttributeIsMissingOrHasNoValue() {
    for (var name : List.of("pk", "sk", "at", "actor", "subject", "requestId", "outcome", "id")) {
      var image = image();
      image.remove(name);
      assertThat(LoggedRecords.of(image)).as(name).isEmpty();
      image.put(name, null);
      assertThat(LoggedRecords.of(image)).as(name).isEmpty();
    }
    assertThat(LoggedRecords.of(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pk, ACTIVITY#partner-a#2026-11-21",
    "pk, ACTIVITY#partner-a",
    "pk, ACTIVITY#",
    "pk, ORDER#partner-a#2026-11-20",
    "sk, 2026-11-20T09:50:00.000Z#01KAG9H6R0A1B2C3D4E5F6G7H8",
    "id, 01KAG9H6R0A1B2C3D4E5F6G7H8",
    "at, 2026-11-20T09:50:00.001Z",
    "at, yesterday",
    "operation, ORDER_EATEN"
  })
  void areNotReadUnderTheKeyOfAnotherOrIfIllFormed(String name, String value) {
    assertThat(LoggedRecords.of(with(name, text(value)))).isEmpty();
  }

  @Test
  void areOfThePartnerWhoseLogTheyAreIn() {
    var other = with("pk", text("ACTIVITY#partner-b#2026-11-20"));

    assertThat(LoggedRecords.of(other).map(ActivityRecord::partner))
        .contains(new PartnerId("partner-b"));
  }

  @Test
  void areNotReadFromARoleWithoutAText() {
    var actor =
        Map.of(
            "user",
            text("ada"),
            "roles",
            new AttributeValue().withL(new AttributeValue().withN("7")));

    assertThat(LoggedRecords.of(with("actor", new AttributeValue().withM(actor)))).isEmpty();
  }

  @Test
  void areOfTheLogByTheirKey() {
    assertThat(LoggedRecords.isOfTheLog(Map.of("pk", text("ACTIVITY#partner-a#2026-11-20"))))
        .isTrue();
    assertThat(LoggedRecords.isOfTheLog(Map.of("pk", text("FEED#partner-a")))).isFalse();
  }

  @Test
  void mayBeOfTheLogWithoutAKey() {
    assertThat(LoggedRecords.isOfTheLog(null)).isTrue();
    assertThat(LoggedRecords.isOfTheLog(Map.of())).isTrue();
    assertThat(LoggedRecords.isOfTheLog(Collections.singletonMap("pk", null))).isTrue();
  }
}
