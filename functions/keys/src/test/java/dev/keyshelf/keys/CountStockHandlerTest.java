package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountStockHandlerTest {
  private static final Events FIRED = Events.of("count-stock");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:03.123Z");
  private static final Optional<Integer> NEVER_LOW = Optional.empty();

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.strike(NOW);
  }

  /** The answer of a run, and its lines in the log. */
  private record Run(String answer, List<JsonNode> lines) {
    /**
     * Returns the lines that CloudWatch turns into metrics, each as {@code dimensions: metrics}.
     */
    List<String> metrics() {
      return lines.stream().filter(line -> line.has("_aws")).map(Run::metrics).sorted().toList();
    }

    private static String metrics(JsonNode line) {
      var directive = line.at("/_aws/CloudWatchMetrics/0");
      var text = new StringBuilder(directive.path("Namespace").asText());
      for (var name : directive.at("/Dimensions/0")) {
        text.append(" %s=%s".formatted(name.asText(), line.path(name.asText()).asText()));
      }
      for (var metric : directive.path("Metrics")) {
        var name = metric.path("Name").asText();
        text.append(" %s:%s".formatted(name, line.path(name).asLong(-1)));
      }
      return text.toString();
    }
  }

  private Run run(Events event) {
    return logged(
        () -> {
          var answer = fixture.fire(CountStockHandler::new, event);
          return "counted %s, not reached %s, low %s, complete %s"
              .formatted(
                  answer.get("counted"),
                  answer.get("notReached"),
                  answer.get("low"),
                  answer.get("complete"));
        });
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private static Run logged(Supplier<String> run) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      var told = run.get();
      return new Run(
          told,
          log.toString(StandardCharsets.UTF_8)
              .lines()
              .map(CountStockHandlerTest::parsed)
              // Each schedule's last line.
              .filter(line -> !line.path("event").asText().equals("finished"))
              .toList());
    } finally {
      System.setOut(console);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return Json.read(line);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("a line of the log is JSON: " + line, malformed);
    }
  }

  private static Sku sku(String id, String pool, Optional<Integer> lowStock) {
    var product =
        Catalogues.aProduct(
            id, id, "server-software", ProductKind.PERPETUAL, CancellationRoute.NEVER);
    return Listed.of(product, id)
        .withKeys(KeyRule.ofPool(pool, Optional.empty()))
        .lowBelow(lowStock)
        .sku();
  }

  private void publish(String version, Sku... skus) {
    var entries =
        Arrays.stream(skus)
            .map(
                sku ->
                    new CatalogueVersion.Entry(sku.product(), List.of(sku), List.of(), List.of()))
            .toList();
    var terms = List.of(Catalogues.terms());
    var isCurrent =
        Catalogues.isPublished(
            fixture.ports().catalogueVersions(),
            new CatalogueVersion(version, terms, entries),
            NOW);
    assertThat(isCurrent).isTrue();
  }

  private void supply(String pool, int count) {
    var lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                i ->
                    new BatchLine(
                        i,
                        String.format(
                            Locale.ROOT,
                            "XXXXX-%05d-%05d",
                            i,
                            Math.floorMod(pool.hashCode(), 100_000))))
            .toList();
    var source = new ImportKeys.Source(pool, KeyForm.FIVES, "b-1", "0".repeat(64), NOW);
    var report =
        new ImportKeys(fixture.ports().keyBatches(), fixture.ports().keyVault()).add(source, lines);
    assertThat(report.added()).isEqualTo(count);
  }

  @Test
  void writesWhatEachSkuHasLeftAndHowManyPoolsAreLow() {
    publish(
        "v1",
        sku("ample", "pool-a", Optional.of(3)),
        sku("scarce", "pool-b", Optional.of(3)),
        sku("unwatched", "pool-c", NEVER_LOW));
    supply("pool-a", 3);
    supply("pool-b", 2);

    var run = run(FIRED);

    assertThat(run.metrics())
        .containsExactly(
            "Keyshelf KeysLow:1",
            "Keyshelf Sku=ample KeysLeft:3 KeysLow:0",
            "Keyshelf Sku=scarce KeysLeft:2 KeysLow:1",
            "Keyshelf Sku=unwatched KeysLeft:0 KeysLow:0");
    assertThat(run.answer()).isEqualTo("counted 3, not reached 0, low 1, complete true");
  }

  @Test
  void datesItsMetricsToTheRun() {
    publish("v1", sku("a", "pool-a", NEVER_LOW));

    assertThat(run(FIRED).lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli()));
  }

  @Test
  void countsASharedLowPoolOnce() {
    publish("v1", sku("a", "pool-a", Optional.of(5)), sku("b", "pool-a", Optional.of(2)));
    supply("pool-a", 3);

    assertThat(run(FIRED).metrics())
        .containsExactly(
            "Keyshelf KeysLow:1",
            "Keyshelf Sku=a KeysLeft:3 KeysLow:1",
            "Keyshelf Sku=b KeysLeft:3 KeysLow:0");
  }

  @Test
  void writesATotalOfZeroWhenNoneIsLow() {
    assertThat(run(FIRED).metrics()).containsExactly("Keyshelf KeysLow:0");
  }

  @Test
  void countsOnlyPoolsOfTheCurrentCatalogue() {
    publish("v1", sku("gone", "pool-a", Optional.of(5)));
    publish("v2", sku("here", "pool-b", Optional.of(5)));

    assertThat(run(FIRED).metrics())
        .containsExactly("Keyshelf KeysLow:1", "Keyshelf Sku=here KeysLeft:0 KeysLow:1");
  }

  @Test
  void writesNoTotalIfItsTimeRanOutBeforeAnyCount() {
    publish("v1", sku("a", "pool-a", Optional.of(5)));

    var run = run(FIRED.withTimeLeft(Duration.ofSeconds(5)));

    assertThat(run.metrics()).isEmpty();
    assertThat(run.answer()).isEqualTo("counted 0, not reached 0, low 0, complete false");
    assertThat(run.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.path("level").asText()).isEqualTo("WARN"));
  }

  @Test
  void namesNoKeyInTheLog() {
    publish("v1", sku("a", "pool-a", Optional.of(5)));
    supply("pool-a", 3);

    assertThat(run(FIRED).lines().toString()).doesNotContain("XXXXX");
  }

  @Test
  void keepsTheCountOfEachPool() {
    publish("v-1", sku("one", "pool-1", NEVER_LOW), sku("two", "pool-2", NEVER_LOW));
    run(FIRED);

    assertThat(fixture.ports().stockCounts().list())
        .containsExactly(
            new StockCount("pool-1", 0, 0, false, NOW), new StockCount("pool-2", 0, 0, false, NOW));
  }

  @Test
  void listsTheCountsOfManyPoolsByName() {
    var counts = fixture.ports().stockCounts();
    var pools =
        IntStream.range(0, 40)
            .mapToObj(i -> String.format(Locale.ROOT, "pool-%02d", i))
            .map(pool -> new StockCount(pool, 1, 0, false, NOW))
            .toList();
    counts.keep(pools.reversed());

    assertThat(counts.list()).isEqualTo(pools);
  }

  /** A table that is too busy to keep any count. */
  private static final class Busy implements StockCounts {
    @Override
    public void keep(Collection<StockCount> counts) {
      throw new UnavailableException("throttled");
    }

    @Override
    public Map<String, StockCount> find(Set<String> pools) {
      return Map.of();
    }

    @Override
    public List<StockCount> list() {
      return List.of();
    }
  }

  @Test
  void writesItsMetricsEvenIfItCannotKeepTheCounts() {
    publish("v-1", sku("one", "pool-1", Optional.of(1)));

    var run =
        logged(
            () -> {
              assertThatExceptionOfType(UnavailableException.class)
                  .isThrownBy(
                      () -> fixture.fire(ports -> new CountStockHandler(ports, new Busy()), FIRED));
              return "";
            });

    assertThat(run.metrics())
        .containsExactly("Keyshelf KeysLow:1", "Keyshelf Sku=one KeysLeft:0 KeysLow:1");
  }

  @Test
  void doesNotKeepAnEarlierCountOverALaterOne() {
    var counts = fixture.ports().stockCounts();
    counts.keep(List.of(new StockCount("pool-1", 5, 1, false, NOW.plusMillis(1))));
    publish("v-1", sku("one", "pool-1", NEVER_LOW));
    run(FIRED);

    assertThat(counts.find(Set.of("pool-1", "pool-2")))
        .containsExactly(
            Map.entry("pool-1", new StockCount("pool-1", 5, 1, false, NOW.plusMillis(1))));
  }
}
