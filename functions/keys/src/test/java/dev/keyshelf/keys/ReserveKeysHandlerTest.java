package dev.keyshelf.keys;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReserveKeysHandlerTest {
  private static final Events FIRED = Events.of("reserve-keys");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.strike(NOON);
  }

  private void supply(int keys) {
    var lines =
        IntStream.rangeClosed(1, keys)
            .mapToObj(i -> new BatchLine(i, String.format(Locale.ROOT, "XXXXX-K%04d-AB12C", i)))
            .toList();
    var source = new ImportKeys.Source(POOL, KeyForm.FIVES, "b-1", "0".repeat(64), NOON);
    new ImportKeys(fixture.ports().keyBatches(), fixture.ports().keyVault()).add(source, lines);
  }

  /** Places an order of 80 keys. Its transaction reserves 45 of them. */
  private Order waiting() {
    supply(45);
    var line = line();
    var order = anOrderOf(line, line);
    var keys = fixture.ports().keyPools().pick(POOL, 45);
    var reservation =
        new Reservation(
            Map.of(1, keys.subList(0, 40), 2, keys.subList(40, 45)), Map.of(POOL, 35), Map.of());
    assertThat(fixture.ports().orders().place(order, reservation, anActivity(order), once()))
        .isEqualTo(Commit.DONE);
    return order;
  }

  private static Bought line() {
    return perpetual().times(40).withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)));
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private String logOf(Runnable work) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
      return log.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(console);
    }
  }

  private JsonNode run() {
    return fixture.fire(ReserveKeysHandler::new, FIRED);
  }

  @Test
  void reservesTheKeysThatOrdersWaitFor() {
    var order = waiting();
    supply(90);

    assertThat(run().toString())
        .contains("\"reserved\":35", "\"outstanding\":0", "\"complete\":true");
    assertThat(
            fixture
                .ports()
                .entitlements()
                .listOf(PARTNER, order.customer(), order.id())
                .getLast()
                .keysOutstanding())
        .isZero();
  }

  @Test
  void reportsThePoolsThatOrdersWaitForAndTheKeysInTotal() {
    waiting();

    assertThat(logOf(this::run))
        .contains(
            "\"level\":\"WARN\",\"event\":\"keys-outstanding\"", "\"pool\":\"%s\"".formatted(POOL))
        .contains("\"keys\":35")
        .contains("\"KeysOutstanding\":35")
        .doesNotContain("XXXXX");
  }

  @Test
  void writesAZeroWhenNoOrderWaits() {
    assertThat(logOf(this::run)).contains("\"level\":\"INFO\"", "\"KeysOutstanding\":0");
  }
}
