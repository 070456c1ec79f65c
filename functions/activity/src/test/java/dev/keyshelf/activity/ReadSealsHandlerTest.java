package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadSealsHandlerTest {
  private static final Events READ = Events.of("read-seals");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private SealedLog log;

  @BeforeEach
  void open() {
    log = new SealedLog(fixture);
  }

  private Reply reads(String query) {
    return fixture.send(ReadSealsHandler::new, READ.withQuery(query));
  }

  private JsonNode ofThePartner() {
    var page = reads("");
    for (var each : page.json().path("items")) {
      if (each.path("log").asText().equals(Story.PARTNER.value())) {
        return each;
      }
    }
    throw new AssertionError(page.text());
  }

  @Test
  void showsHowFarALogIsSealed() {
    log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofMinutes(80)));

    var sealed = ofThePartner();
    assertThat(sealed.path("state").asText()).isEqualTo("SEALED");
    assertThat(sealed.path("sealedTo").asText()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(sealed.path("lastSealedHour").asText()).isEqualTo("2026-11-20T09:00:00Z");
    assertThat(sealed.has("verification")).isFalse();
  }

  @Test
  void countsTheHoursThatAreNotSealed() {
    log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofMinutes(80)));
    log.record(SealedLog.NINE.plus(Duration.ofMinutes(90)));
    fixture.strike(SealedLog.NINE.plus(Duration.ofMinutes(134)));
    assertThat(ofThePartner().path("state").asText()).isEqualTo("SEALED");

    fixture.strike(SealedLog.NINE.plus(Duration.ofMinutes(135)));
    assertThat(ofThePartner().path("hoursBehind").asInt()).isEqualTo(1);
    fixture.strike(SealedLog.NINE.plus(Duration.ofHours(5)));
    var behind = ofThePartner();
    assertThat(behind.path("state").asText()).isEqualTo("BEHIND");
    assertThat(behind.path("hoursBehind").asInt()).isEqualTo(3);
    assertThat(behind.path("sealedTo").asText()).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void aLogWithoutNewRecordsIsNotBehind() {
    log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofMinutes(80)));
    fixture.strike(SealedLog.NINE.plus(Duration.ofHours(9)));

    var sealed = ofThePartner();
    assertThat(sealed.path("state").asText()).isEqualTo("SEALED");
    assertThat(sealed.path("sealedTo").asText()).isEqualTo("2026-11-20T17:00:00Z");
  }

  @Test
  void showsALogThatNoRunHasSealed() {
    log.record(SealedLog.NINE);
    fixture.strike(SealedLog.NINE.plus(Duration.ofHours(5)));

    var fresh = ofThePartner();
    assertThat(fresh.path("state").asText()).isEqualTo("NOT_STARTED");
    assertThat(fresh.path("hoursBehind").asInt()).isEqualTo(4);
    assertThat(fresh.has("sealedTo")).isFalse();
    fixture.strike(SealedLog.NINE.plus(Duration.ofDays(2)));
    assertThat(ofThePartner().has("hoursBehind")).isFalse();
  }

  @Test
  void aLogWhoseNoteIsLostIsNotBehind() {
    log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofDays(10)));
    log.forgetProgress();

    assertThat(ofThePartner().path("state").asText()).isEqualTo("NOT_STARTED");
    log.sealAt(fixture.now());
    assertThat(ofThePartner().path("state").asText()).isEqualTo("SEALED");
  }

  @Test
  void showsTheLastVerification() {
    var record = log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofHours(3)));
    log.verified();
    assertThat(ofThePartner().at("/verification/result").asText()).isEqualTo("MATCHES");

    log.remove(record);
    log.verified();
    var verification = ofThePartner().path("verification");

    assertThat(verification.path("result").asText()).isEqualTo("DIFFERS");
    assertThat(verification.at("/findings/0/kind").asText()).isEqualTo("RECORD_REMOVED");
    assertThat(verification.path("moreFindings").asInt()).isZero();
    assertThat(verification.path("verifiedAt").asText()).isEqualTo("2026-11-20T13:00:00Z");
  }

  @Test
  void showsADifferenceUntilItsWholeRangeMatches() {
    var record = log.record(SealedLog.NINE);
    log.sealAt(SealedLog.NINE.plus(Duration.ofHours(3)));
    var item = log.item(record);
    log.remove(record);
    log.verified();
    assertThat(ofThePartner().at("/unresolved/firstFoundAt").asText())
        .isEqualTo("2026-11-20T13:00:00Z");

    // The usual range of a later night no longer has the hour of the record.
    log.verifiedBySchedule(SealedLog.NINE.plus(Duration.ofDays(4)));
    var later = ofThePartner();
    assertThat(later.at("/verification/result").asText()).as("%s", later).isEqualTo("MATCHES");
    assertThat(later.at("/unresolved/findings/0/kind").asText()).isEqualTo("RECORD_REMOVED");
    assertThat(later.at("/unresolved/to").asText()).isEqualTo("2026-11-20T12:00:00Z");

    log.put(item);
    log.verifiedBySchedule(SealedLog.NINE.plus(Duration.ofDays(4)));
    assertThat(ofThePartner().has("unresolved")).isTrue();
    log.verifiedAt(SealedLog.NINE.plus(Duration.ofDays(4)));
    assertThat(ofThePartner().has("unresolved")).isFalse();
  }

  @Test
  void showsTheHouseFirstAndEachLogOnce() {
    var logs = new ArrayList<String>();
    var query = "limit=1";
    Reply page;
    do {
      page = reads(query);
      logs.addAll(page.json().path("items").findValuesAsText("log"));
      query = "limit=1&cursor=" + page.at("/next");
    } while (page.json().has("next"));

    assertThat(logs).containsExactlyInAnyOrder("keyshelf", "partner-a", "partner-b");
    assertThat(logs.getFirst()).isEqualTo("keyshelf");
  }

  @Test
  void isForTheRoleOfOperatorsOnly() {
    assertThat(fixture.send(ReadSealsHandler::new, READ.from("GlobalAdmin")).refusal())
        .isEqualTo("403 role-required");
  }
}
