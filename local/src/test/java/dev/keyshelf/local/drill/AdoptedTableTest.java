package dev.keyshelf.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stack.AwsStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts an earlier state of the table in the place of the table, as docs/runbooks/restore.md does,
 * and trades on. What the page says of the time in between is what happens.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class AdoptedTableTest {
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final Instant LOST = Instant.parse("2026-04-01T05:10:00Z");
  private static final Instant AFTER = Instant.parse("2026-04-01T09:10:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COPY = "whole";

  private final String table = TEMPLATE.tables().getFirst().name();

  @TempDir private Path folder;

  private void inStores(Consumer<AwsStandIn> work) throws IOException {
    try (var cloud = EmbeddedCloud.start(folder);
        var aws = new AwsStandIn().with(TEMPLATE, cloud.environment(), (_, _) -> new byte[0])) {
      work.accept(aws);
    }
  }

  private void adopt(AwsStandIn aws) {
    DynamoDbClient dynamoDb = aws.tables().client();
    dynamoDb.deleteTable(delete -> delete.tableName(table));
    aws.tables().copy(COPY, table, true);
    dynamoDb.updateTimeToLive(
        set ->
            set.tableName(table)
                .timeToLiveSpecification(
                    expiry -> expiry.enabled(true).attributeName("removableAt")));
    dynamoDb.updateTable(
        set ->
            set.tableName(table)
                .streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE")));
    dynamoDb.deleteTable(delete -> delete.tableName(COPY));
  }

  private static String orderWithKeys(Shop shop, Client agent) {
    var customer = agent.get("/v1/customers").expect(200).all("customerId").getFirst();
    var order = shop.order("partner-a", "/v1/customers/" + customer, "ws2019-std-16core:1");
    agent.post(Shop.software(order, 1) + "/keys", "").expect(200);
    return order.header("Location");
  }

  private static void seal(Shop shop) {
    shop.machine().clock().advance(Duration.ofHours(2));
    shop.machine().schedules().fire("SealActivity");
    shop.machine().schedules().fire("CompleteFeeds");
  }

  private static List<String> events(Client agent) {
    return agent.get("/v1/events?limit=200").expect(200).all("number");
  }

  private static long inStock(Shop shop) {
    return shop.items().stream()
        .filter(item -> Rows.text(item, "pk").startsWith("POOL#windows-server-2019-standard#"))
        .count();
  }

  private static JsonNode verified(Shop shop, Instant from) throws IOException {
    var event =
        "{\"detail\": {\"partner\": \"partner-a\", \"from\": \"%s\", \"to\": \"%s\"}}"
            .formatted(from, shop.machine().clock().instant());
    return JSON.readTree(
            shop.machine()
                .functions()
                .invoke("VerifyActivityLog", event.getBytes(StandardCharsets.UTF_8)))
        .path("findings");
  }

  @Test
  void goesOnFromItsRecoveryPointAndKeepsTheSealsOfTheLostTime() throws IOException {
    DrillTest.trade(folder);
    inStores(aws -> aws.tables().copy(table, COPY, true));
    String lost;
    List<String> numbers;
    try (var shop = Shop.open(folder, LOST)) {
      var agent = shop.of("partner-a");
      numbers = events(agent);
      lost = orderWithKeys(shop, agent);
      seal(shop);
      assertThat(events(agent)).hasSizeGreaterThan(numbers.size());
      assertThat(inStock(shop)).isEqualTo(7);
    }

    inStores(this::adopt);

    var shop = Shop.open(folder, AFTER);
    var agent = shop.of("partner-a");
    assertThat(inStock(shop)).isEqualTo(8);
    agent.get(lost).expect(404);
    assertThat(events(agent)).isEqualTo(numbers);
    orderWithKeys(shop, agent);
    seal(shop);
    assertThat(events(agent)).startsWith(numbers.toArray(String[]::new)).doesNotHaveDuplicates();
    assertThat(Long.parseLong(events(agent).get(numbers.size())))
        .isEqualTo(Long.parseLong(numbers.getLast()) + 1);
    assertThat(verified(shop, AFTER.minus(Duration.ofMinutes(10)))).isEmpty();
    assertThat(verified(shop, LOST.minus(Duration.ofMinutes(10)))).isNotEmpty();
    assertThat(shop.violations())
        .hasSizeGreaterThan(1)
        .allMatch(
            each ->
                each.contains("is missing or differs from its seal")
                    || each.contains("T09.seal : follows another seal"));
    // It checks the same once more.
    assertThatExceptionOfType(AssertionError.class).isThrownBy(shop::close);
  }
}
