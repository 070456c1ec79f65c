package dev.keyshelf.activity;

import static dev.keyshelf.activity.SealedLog.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class VerifyActivityLogHandlerTest {
  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private SealedLog log;
  private ActivityRecord atNine;
  private ActivityRecord atTen;

  @BeforeEach
  void sealFourHours() {
    log = new SealedLog(fixture);
    atNine = log.record(NINE.plusMillis(1));
    atTen = log.record(NINE.plus(Duration.ofHours(1)));
    log.record(NINE.plus(Duration.ofMinutes(70)));
    log.record(NINE.plus(Duration.ofHours(2)));
    log.sealAt(NINE.plus(Duration.ofMinutes(195)));
  }

  /** Expects exactly one finding, of this kind and with these words. */
  private void expect(String kind, String... names) {
    var findings = log.verified().path("findings");
    assertThat(findings.findValuesAsText("kind")).as(findings.toString()).containsExactly(kind);
    assertThat(findings.at("/0/what").asText()).contains(names);
  }

  @Test
  void findsNothingInAnUnchangedLog() {
    var answer = log.verified();

    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.path("seals").asInt()).isEqualTo(3);
    assertThat(answer.path("records").asInt()).isEqualTo(4);
    assertThat(answer.path("complete").asBoolean()).isTrue();
    assertThat(answer.at("/keys/0/publicKey").asText()).startsWith("-----BEGIN PUBLIC KEY-----");
  }

  @Test
  void namesARecordThatWasChanged() {
    var item = log.item(atTen);
    item.put("operation", AttributeValue.fromS("KEYS_REVEALED"));
    log.put(item);

    expect("RECORD_CHANGED", atTen.id());
  }

  @Test
  void namesARecordWithAnAddedField() {
    var item = log.item(atTen);
    item.put("note", AttributeValue.fromS("nothing to see here"));
    log.put(item);

    expect("RECORD_CHANGED", atTen.id());
  }

  @Test
  void namesARecordThatWasRemoved() {
    log.remove(atTen);

    expect("RECORD_REMOVED", atTen.id(), "2026-11-20T10:00:00Z");
  }

  @Test
  void namesARecordThatWasInserted() {
    var inserted = log.record(NINE.plusSeconds(7));

    expect("RECORD_INSERTED", inserted.id());
  }

  @Test
  void namesARecordInsertedUnderAKeyOfAnotherFormat() {
    var item = log.item(atNine);
    item.put("sk", AttributeValue.fromS("2026-11-20T09:30 by hand"));
    log.put(item);

    expect("RECORD_INSERTED", "is in no seal");
  }

  @Test
  void namesARecordThatWasInsertedAtATimeThatIsNone() {
    var item = log.item(atNine);
    item.put("sk", AttributeValue.fromS("2026-11-20T09:99:99.000Z#" + atNine.id()));
    log.put(item);

    expect("RECORD_INSERTED", "is in no seal");
  }

  @Test
  void namesAFileAmongTheSealsThatIsNamedAfterNoHour() {
    log.putFile("seals/partner-a/x.seal");

    expect("SEAL_FOREIGN", "seals/partner-a/x.seal");
  }

  @Test
  void sealsOnBesideAFileThatIsNamedAfterNoHour() {
    log.putFile("seals/partner-a/x.seal");
    log.forgetProgress();
    log.record(NINE.plus(Duration.ofHours(3)));

    assertThat(log.sealAt(NINE.plus(Duration.ofMinutes(255)))).isOne();
  }

  @Test
  void takesNoNameOfAKeyForAnyThatIsPublished() {
    assertThat(log.verifiedWith(" ").path("findings")).isEmpty();
  }

  @Test
  void namesARedatedRecord() {
    log.redate(atTen, NINE.plusSeconds(90));

    expect("RECORD_REDATED", atTen.id(), "2026-11-20T10:00:00Z", "2026-11-20T09:01:30Z");
  }

  @Test
  void namesAMissingSealInTheMiddle() {
    log.removeSeal(10);

    expect("SEAL_MISSING", "2026-11-20T10:00:00Z");
  }

  @Test
  void namesTheMissingFirstSeal() {
    log.removeSeal(9);

    expect("SEAL_MISSING", "2026-11-20T09:00:00Z");
  }

  @Test
  void namesTheMissingLastSeal() {
    log.removeSeal(11);

    expect("SEAL_MISSING", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesTheLastSealThatIsMissingWithItsSavedProgress() {
    log.removeSeal(11);
    log.forgetProgress();

    // The seal is so long overdue that it cannot still be pending.
    assertThat(log.verifiedAt(NINE.plus(Duration.ofHours(6))).path("findings"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.path("kind").asText()).isEqualTo("SEAL_MISSING"));
  }

  @Test
  void expectsNoSealOfAnHourThatHasJustEnded() {
    log.record(NINE.plus(Duration.ofMinutes(179)));
    var now = Instant.parse("2026-11-20T12:10:00Z");
    log.removeSeal(11);
    log.forgetProgress();

    assertThat(log.verifiedAt(now).path("findings")).isEmpty();
    assertThat(log.verifiedAt(now).path("unsealed").asInt()).isEqualTo(2);
  }

  @Test
  void acceptsTheFirstVersionOfASealAndNamesTheOthers() {
    log.putOverSeal(10, log.seal(10).replace("late 0", "late 00"));

    expect("SEAL_VERSIONED", "2026-11-20T10:00:00Z");
  }

  @Test
  void namesASealThatIsHidden() {
    log.hideSeal(11);

    expect("SEAL_VERSIONED", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesASealThatWasAltered() {
    log.replaceSeal(11, log.seal(11).replace("late 0", "late 00"));

    expect("SEAL_ALTERED", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesASealWhoseListWasAltered() {
    var hash = log.seal(11).lines().filter(line -> line.matches("2026.*#.*")).findFirst();
    var altered = hash.orElseThrow().replaceAll("[0-9a-f]{64}$", "0".repeat(64));
    log.replaceSeal(11, log.seal(11).replace(hash.orElseThrow(), altered));

    expect("SEAL_ALTERED", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesASealWithTheSignatureOfAnother() {
    var signature = log.seal(9).substring(log.seal(9).lastIndexOf("signature "));
    var text = log.seal(11).substring(0, log.seal(11).lastIndexOf("signature "));
    log.replaceSeal(11, text + signature);

    expect("SIGNATURE_WRONG", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesASealWithAnInvalidSignature() {
    var text = log.seal(11).substring(0, log.seal(11).lastIndexOf("signature "));
    var zeros = Base64.getEncoder().encodeToString(new byte[64]);
    log.replaceSeal(11, text + "signature " + zeros + "\n");

    expect("SIGNATURE_WRONG", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesASealInThePlaceOfAnother() {
    log.replaceSeal(11, log.seal(10));

    expect("SEAL_ALTERED", "2026-11-20T11:00:00Z");
  }

  @Test
  void namesTheSealThatFollowsAnAlteredOne() {
    var text = log.seal(10).substring(0, log.seal(10).lastIndexOf("signature "));
    var zeros = Base64.getEncoder().encodeToString(new byte[64]);
    log.replaceSeal(10, text + "signature " + zeros + "\n");

    assertThat(log.findings()).containsExactly("SIGNATURE_WRONG", "CHAIN_BROKEN");
  }

  @Test
  void namesAnHourThatWasSealedByAnotherKey(@TempDir Path elsewhere) {
    log.removeSeal(11);
    log.forgetProgress();
    var otherKey = Story.variables(fixture.cloud(), elsewhere);
    try (var other = Wiring.of(otherKey, fixture.ports().clock())) {
      fixture.strike(NINE.plus(Duration.ofMinutes(195)));
      fixture.fire(_ -> new SealActivityHandler(other), SealedLog.FIRED);
    }

    expect("KEY_CHANGED", "2026-11-20T11:00:00Z");
    var keys = log.verified().path("keys").findValuesAsText("id");
    assertThat(keys).hasSize(2);
    assertThat(log.verifiedWith(String.join(" ", keys)).path("findings")).isEmpty();
    assertThat(log.verifiedWith(keys.get(0)).path("findings")).isNotEmpty();
  }

  @Test
  void namesASealWhoseKeyIsNotPublished() {
    log.remove(SealedLog.publicKey(log.seal(11)));

    assertThat(log.findings())
        .containsExactly("SIGNATURE_WRONG", "SIGNATURE_WRONG", "SIGNATURE_WRONG");
  }

  @Test
  void verifiesTheLastTwoDaysOfAllLogsByDefault() {
    log.remove(atTen);
    var answer = log.verifiedBySchedule();

    assertThat(answer.path("from").asText()).isEqualTo("2026-11-18T13:00:00Z");
    assertThat(answer.path("findings").findValuesAsText("partner")).containsExactly("partner-a");
  }
}
