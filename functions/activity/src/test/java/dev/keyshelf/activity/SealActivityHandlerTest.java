package dev.keyshelf.activity;

import static dev.keyshelf.activity.SealedLog.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class SealActivityHandlerTest {
  private static final Instant ONE = NINE.plus(Duration.ofHours(4));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private SealedLog log;

  @BeforeEach
  void open() {
    log = new SealedLog(fixture);
  }

  private void recordsInThreeHours() {
    log.record(NINE);
    log.record(NINE.plusSeconds(3_599));
    log.record(NINE.plus(Duration.ofHours(1)));
    log.record(NINE.plus(Duration.ofHours(3)));
  }

  @Test
  void sealsAnHourOnlyAfterItsGracePeriod() {
    log.record(NINE);

    assertThat(log.sealAt(Instant.parse("2026-11-20T10:14:59.999Z"))).isZero();
    assertThat(log.sealAt(Instant.parse("2026-11-20T10:15:00Z"))).isOne();
    assertThat(log.sealAt(Instant.parse("2026-11-20T10:15:00Z"))).isZero();
  }

  @Test
  void sealsOnlyHoursWithRecords() {
    recordsInThreeHours();
    log.sealAt(ONE.plus(Duration.ofMinutes(15)));

    assertThat(log.bucket().keySet())
        .filteredOn(key -> key.startsWith("seals/"))
        .containsExactly(SealedLog.key(9), SealedLog.key(10), SealedLog.key(12));
  }

  @Test
  void statesTheHoursRecordsAndTheTimeCoveredSinceTheLastSeal() {
    recordsInThreeHours();
    log.sealAt(ONE.plus(Duration.ofMinutes(15)));

    assertThat(log.seal(9).lines().toList())
        .startsWith("keyshelf-seal 1", "partner partner-a", "hour 2026-11-20T09:00:00.000Z")
        .contains("previous -", "covers 2026-11-20T09:00:00.000Z 2026-11-20T10:00:00.000Z")
        .contains("records 2", "late 0")
        .last()
        .asString()
        .startsWith("signature ");
    assertThat(log.seal(12))
        .contains("covers 2026-11-20T11:00:00.000Z 2026-11-20T13:00:00.000Z")
        .contains("previous 2026-11-20T10:00:00.000Z ");
  }

  @Test
  void publishesThePublicKeyBesideTheSeals() {
    log.record(NINE);
    log.sealAt(ONE);

    assertThat(log.bucket().keySet()).anyMatch(key -> key.matches("keys/[0-9a-f]{16}\\.pem"));
    assertThat(log.bucket().values()).anyMatch(text -> text.startsWith("-----BEGIN PUBLIC KEY"));
  }

  @Test
  void writesTheSameBytesLateAsOnTime() {
    recordsInThreeHours();
    for (int minutes = 75; minutes <= 300; minutes += 60) {
      log.sealAt(NINE.plus(Duration.ofMinutes(minutes)));
    }
    var onTime = log.bucket();
    IntStream.of(9, 10, 12).forEach(log::removeSeal);
    log.forgetProgress();

    log.sealAt(NINE.plus(Duration.ofDays(3)));

    assertThat(onTime).hasSize(4);
    assertThat(log.bucket()).isEqualTo(onTime);
  }

  @Test
  void continuesFromItsSealsAfterACrashBeforeSavingProgress() {
    recordsInThreeHours();
    log.sealAt(NINE.plus(Duration.ofMinutes(75)));
    var first = log.seal(9);
    log.forgetProgress();

    assertThat(log.sealAt(ONE.plus(Duration.ofMinutes(15)))).isEqualTo(2);
    assertThat(log.seal(9)).isEqualTo(first);
    assertThat(log.findings()).isEmpty();
  }

  @Test
  void continuesPastAForeignRow() {
    recordsInThreeHours();
    var foreign = log.item(log.record(NINE.plusSeconds(7)));
    log.sealAt(NINE.plus(Duration.ofMinutes(75)));
    foreign.put("sk", AttributeValue.fromS("2026-11-20T11:00:00.000Z!x"));
    log.put(foreign);
    log.sealAt(ONE.plus(Duration.ofMinutes(15)));

    assertThat(log.bucket().keySet())
        .contains(SealedLog.key(11), SealedLog.key(12))
        .doesNotContain(SealedLog.key(0));
    assertThat(log.seal(12)).contains("previous 2026-11-20T11:00:00.000Z ");
  }

  @Test
  void writesOneChainInConcurrentRuns() {
    recordsInThreeHours();
    IntStream.range(0, 6).parallel().forEach(_ -> log.sealAt(ONE.plus(Duration.ofMinutes(15))));

    assertThat(log.bucket()).hasSize(4);
    assertThat(log.findings()).isEmpty();
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    recordsInThreeHours();
    var answer = log.sealAt(ONE.plus(Duration.ofMinutes(15)), Duration.ofSeconds(20));

    assertThat(answer.path("complete").asBoolean()).isFalse();
    assertThat(answer.path("sealed").asInt()).isZero();
    assertThat(log.sealAt(ONE.plus(Duration.ofMinutes(15)))).isEqualTo(3);
  }

  @Test
  void listsAStragglerInTheNextSeal() {
    log.record(NINE);
    log.sealAt(NINE.plus(Duration.ofMinutes(75)));
    var straggler = log.record(NINE.plusSeconds(60));
    log.record(NINE.plus(Duration.ofHours(1)));
    log.record(NINE.plus(Duration.ofHours(2)));
    log.sealAt(ONE.plus(Duration.ofMinutes(15)));

    assertThat(log.seal(9)).doesNotContain(straggler.id());
    assertThat(log.seal(10)).contains("late 1\n2026-11-20T09:01:00.000Z#" + straggler.id());
    assertThat(log.seal(11)).contains("late 0");
    assertThat(log.findings()).isEmpty();
    assertThat(log.verified().path("late").asInt()).isOne();
  }

  @Test
  void listsAStragglerOfAnOtherwiseEmptyHour() {
    log.record(NINE);
    log.record(NINE.plus(Duration.ofHours(2)));
    log.sealAt(NINE.plus(Duration.ofMinutes(195)));
    var straggler = log.record(NINE.plus(Duration.ofHours(1)));
    log.record(NINE.plus(Duration.ofHours(3)));
    log.sealAt(ONE.plus(Duration.ofMinutes(15)));

    assertThat(log.seal(12)).contains("late 1\n2026-11-20T10:00:00.000Z#" + straggler.id());
    assertThat(log.findings()).isEmpty();
  }
}
