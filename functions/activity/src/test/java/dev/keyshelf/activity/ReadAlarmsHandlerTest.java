package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the alarms of one machine. CloudWatchAlarmsTest has those of a stack. */
class ReadAlarmsHandlerTest {
  private static final Events READ = Events.of("read-alarms");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply reads() {
    return fixture.send(ReadAlarmsHandler::new, READ);
  }

  private Map<String, String> states() {
    var states = new HashMap<String, String>();
    reads()
        .json()
        .path("items")
        .forEach(each -> states.put(each.path("name").asText(), each.path("state").asText()));
    return states;
  }

  @Test
  void areUnknownBeforeTheFirstCountAndVerification() {
    fixture.partnerIs(false);

    assertThat(reads().at("/source")).isEqualTo("STORE");
    assertThat(states())
        .isEqualTo(
            Map.of(
                "ActivityLogAlarm", "INSUFFICIENT_DATA",
                "KeysOutstandingAlarm", "INSUFFICIENT_DATA",
                "LowStockAlarm", "INSUFFICIENT_DATA",
                "SealsMissingAlarm", "OK"));
  }

  @Test
  void nameThePoolsThatAreLowOrLackKeys() {
    var at = fixture.now();
    fixture
        .ports()
        .stockCounts()
        .keep(
            List.of(
                new StockCount("low", 3, 0, true, at),
                new StockCount("lacking", 0, 2, false, at),
                new StockCount("full", 99, 0, false, at)));

    var alarms = reads();

    assertThat(states())
        .containsEntry("LowStockAlarm", "ALARM")
        .containsEntry("KeysOutstandingAlarm", "ALARM");
    assertThat(alarms.json().path("items").findValuesAsText("reason")).contains("low", "lacking");
  }

  @Test
  void tellOfALogThatIsNotSealedOrDiffers() {
    var log = new SealedLog(fixture);
    var record = log.record(SealedLog.NINE);
    fixture.strike(SealedLog.NINE.plus(Duration.ofHours(3)));
    assertThat(states()).containsEntry("SealsMissingAlarm", "ALARM");

    log.sealAt(fixture.now());
    log.verified();
    assertThat(states())
        .containsEntry("SealsMissingAlarm", "OK")
        .containsEntry("ActivityLogAlarm", "OK");

    log.remove(record);
    log.verified();
    assertThat(states()).containsEntry("ActivityLogAlarm", "ALARM");
    assertThat(reads().json().path("items").findValuesAsText("reason")).contains("partner-a");
  }
}
