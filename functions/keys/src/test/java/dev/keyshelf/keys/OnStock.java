package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools with keys, and operators who work on them. */
abstract class OnStock {
  static final String POOL = Story.POOL;
  static final String OTHER = "other-pool";
  private static final Events REVEAL = Events.of("reveal-keys");

  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void open() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    var product =
        Catalogues.aProduct(
            "p", "p", "server-software", ProductKind.PERPETUAL, CancellationRoute.NEVER);
    var skus =
        List.of(POOL, OTHER).stream()
            .map(
                pool ->
                    Listed.of(product, pool).withKeys(KeyRule.ofPool(pool, Optional.empty())).sku())
            .toList();
    var entry = new CatalogueVersion.Entry(product, skus, List.of(), List.of());
    assertThat(
            Catalogues.isPublished(
                fixture.ports().catalogueVersions(),
                new CatalogueVersion("v1", List.of(Catalogues.terms()), List.of(entry)),
                fixture.now()))
        .isTrue();
  }

  static List<String> keys(String batch, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, "XXXXX-%s-%05d", batch, i))
        .toList();
  }

  final int imported(String pool, String batch, List<String> keys) {
    var lines =
        IntStream.range(0, keys.size()).mapToObj(i -> new BatchLine(i + 2, keys.get(i))).toList();
    var source =
        new ImportKeys.Source(
            pool, KeyForm.FIVES, batch, Situations.aBatch(pool, batch).sha256(), fixture.now());
    return new ImportKeys(fixture.ports().keyBatches(), fixture.ports().keyVault())
        .add(source, lines)
        .added();
  }

  /** Sells two keys of the story's pool and returns them. */
  final List<String> sold() {
    fixture.bought(Story.subscription());
    var reply = fixture.send(RevealKeysHandler::new, REVEAL);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().get("keys").findValuesAsText("key");
  }

  final long left(String pool) {
    return fixture.ports().keyStocks().count(pool, TimeLeft.ENDLESS).orElseThrow();
  }

  static ObjectNode event(String action) {
    return Json.object()
        .put("id", UUID.randomUUID().toString())
        .put("action", action)
        .put("operator", "olga@distributor.example")
        .put("reason", "The vendor says so.");
  }

  final JsonNode changes(ObjectNode event) {
    return invoked(new ChangeStockHandler(fixture.ports()), event);
  }

  final JsonNode shows(ObjectNode event) {
    return invoked(
        new ShowStockHandler(fixture.ports()), event.put("operator", "olga@distributor.example"));
  }

  private static JsonNode invoked(RequestStreamHandler handler, ObjectNode event) {
    var answer = new ByteArrayOutputStream();
    var context =
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getReturnType() == int.class ? 60_000 : "aws-request-1");
    try {
      handler.handleRequest(
          new ByteArrayInputStream(Json.write(event).getBytes(StandardCharsets.UTF_8)),
          answer,
          (Context) context);
      return Json.read(answer.toString(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new AssertionError("in memory", impossible);
    }
  }

  final List<ActivityRecord> log() {
    return fixture
        .ports()
        .activityLog()
        .list(
            PartnerId.HOUSE,
            new ActivityLog.Question(
                fixture.now().minus(Duration.ofDays(1)),
                fixture.now().plus(Duration.ofDays(1)),
                ActivityFilter.NONE),
            100,
            Optional.empty())
        .records();
  }

  final List<String> told() {
    return log().stream()
        .map(each -> "%s %s %s".formatted(each.operation(), each.outcome(), each.detail().get()))
        .sorted()
        .toList();
  }
}
