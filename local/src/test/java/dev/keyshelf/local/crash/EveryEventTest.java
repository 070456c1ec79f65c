package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.LoopbackReceiver;
import dev.keyshelf.local.api.Operators;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.api.WebhookSteps;
import dev.keyshelf.local.contract.EventSchemas;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs every command and every read that is recorded, then reads the partner's feed from its
 * beginning and compares each event with its schema and with the rules of CloudEvents 1.0.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class EveryEventTest {
  private static final String PARTNER = "partner-a";

  /** The members of answers that hold a secret, or lead to one. */
  private static final Set<String> SECRET =
      Set.of("key", "url", "session", "lastFive", "token", "secret");

  private static final int SHORTEST_SEARCHED = 10;

  private static final Set<String> SECRETS = new HashSet<>();
  private static final List<JsonNode> EVENTS = new ArrayList<>();

  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void live() throws Exception {
    shop = Commands.shop();
    agent = shop.of(PARTNER);
    SECRETS.add(agent.token());
    var all = new Commands(shop);
    var commands = new ArrayList<>(all.awaited());
    all.jobs().stream()
        .filter(job -> Set.of("ReserveKeys", "RenderDocuments").contains(job.of()))
        .forEach(commands::add);
    for (var command : commands) {
      var told = command.prepare().call().told();
      assertThat(told.done()).as("%s: %s", command, told.said()).isTrue();
      told.answer().ifPresent(EveryEventTest::remember);
    }
    reads();
    refusals();
    shop.machine().pump().drain();
    endOfAWebhook();
    readTheFeed();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static void remember(Answer answer) {
    if (answer.text().startsWith("{")) {
      gather(answer.json());
    }
  }

  private static void gather(JsonNode json) {
    for (var member : json.properties()) {
      if (SECRET.contains(member.getKey()) && member.getValue().isTextual()) {
        SECRETS.add(member.getValue().asText());
      }
    }
    json.forEach(EveryEventTest::gather);
  }

  private static String software() {
    var customer = shop.customerOf(PARTNER, "US");
    return Shop.software(shop.order(PARTNER, customer, "ws2019-std-16core:1"), 1);
  }

  private static void reads() {
    var shown = agent.post(software() + "/keys", "").expect(200);
    remember(shown);
    agent
        .post("/v1/key-lookups", "{\"key\": \"%s\"}".formatted(shown.at("/keys/0/key")))
        .expect(200);
    agent.get("/v1/activity").expect(200);
    var request = agent.get("/v1/support-requests").expect(200).at("/items/0/requestId");
    Operators.of(shop)
        .get("/v1/operator/partners/%s/support-requests/%s".formatted(PARTNER, request))
        .expect(200);
  }

  private static void refusals() {
    shop.of(PARTNER, "ReferralAdmin").get("/v1/customers").expect(403);
    var software = software();
    var link = Shop.link(agent, software);
    SECRETS.add(link.substring("/d/".length()));
    agent.post(software + "/links/revocation", "{}").expect(200);
    shop.nobody().start(link, "").expect(410);
  }

  private static void endOfAWebhook() throws IOException {
    var webhooks = new WebhookSteps(agent);
    webhooks.deleteAllBut("");
    try (var receiver = LoopbackReceiver.answering(410)) {
      remember(webhooks.create(receiver.address()).expect(201));
      shop.machine().pump().drain();
      shop.machine().queuePump().drain();
      shop.machine().pump().drain();
      assertThat(receiver.bodies()).hasSize(1);
    }
  }

  private static void readTheFeed() {
    long before;
    long after = 0;
    do {
      before = after;
      var page = agent.get("/v1/events?limit=1000&after=" + before).expect(200).json();
      page.path("items").forEach(EVENTS::add);
      after = page.path("examinedUpTo").asLong();
    } while (after > before);
  }

  private static Set<String> types() {
    return EVENTS.stream()
        .map(event -> event.path("type").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** No token can name the house, so the API shows none of the events in its feed. */
  @Test
  void theJourneyMeetsEachTypeExceptTheHouses() {
    assertThat(types()).isEqualTo(EventSchemas.typesOfPartners());
  }

  @Test
  void eachEventConformsToTheSchemaOfItsType() {
    var schemas = new EventSchemas();

    assertThat(EVENTS.stream().flatMap(event -> schemas.faults(event).stream()).distinct())
        .isEmpty();
  }

  @Test
  void eachEventIsACloudEvent() {
    assertThat(EVENTS)
        .allSatisfy(
            event -> {
              assertThat(event.path("specversion").asText()).isEqualTo("1.0");
              for (var required : List.of("id", "source", "type")) {
                assertThat(event.path(required).asText()).as(required).isNotEmpty();
              }
              assertThat(URI.create(event.path("source").asText())).isNotNull();
              assertThat(URI.create(event.path("dataschema").asText()).isAbsolute()).isTrue();
              assertThat(Instant.parse(event.path("time").asText())).isNotNull();
              assertThat(event.properties())
                  .allSatisfy(
                      attribute -> {
                        assertThat(attribute.getKey()).matches("[a-z0-9]{1,20}");
                        assertThat(attribute.getValue().isValueNode())
                            .isNotEqualTo(attribute.getKey().equals("data"));
                        assertThat(attribute.getValue().toString()).isNotEqualTo("\"\"");
                      });
            });
    assertThat(EVENTS)
        .extracting(event -> event.path("source").asText() + " " + event.path("id").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void theNumbersHaveNoGap() {
    var numbers = EVENTS.stream().mapToLong(event -> event.at("/data/number").asLong());

    assertThat(numbers.boxed())
        .isEqualTo(LongStream.rangeClosed(1, EVENTS.size()).boxed().toList());
    assertThat(EVENTS)
        .extracting(event -> event.path("sequence").asText())
        .isEqualTo(EVENTS.stream().map(event -> padded(event.at("/data/number"))).toList());
  }

  private static String padded(JsonNode number) {
    return String.format(Locale.ROOT, "%019d", number.asLong());
  }

  @Test
  void noEventHoldsASecret() {
    assertThat(SECRETS).hasSizeGreaterThan(10);
    var searched = SECRETS.stream().filter(each -> each.length() >= SHORTEST_SEARCHED).toList();
    for (var event : EVENTS) {
      var texts = new ArrayList<String>();
      gatherTexts(event, texts);
      assertThat(texts).doesNotContainAnyElementsOf(SECRETS);
      assertThat(texts)
          .allSatisfy(
              text -> {
                assertThat(searched).noneMatch(text::contains);
                // Keys that nobody has seen are of this form.
                assertThat(text).doesNotContain("XXXXX", "/d/", "X-Amz-", "Bearer", "127.0.0.1");
                assertThat(text.startsWith("https://keyshelf.dev/events/") || !text.contains("://"))
                    .isTrue();
              });
    }
  }

  private static void gatherTexts(JsonNode json, List<String> texts) {
    if (json.isTextual()) {
      texts.add(json.asText());
    }
    json.forEach(inner -> gatherTexts(inner, texts));
  }
}
