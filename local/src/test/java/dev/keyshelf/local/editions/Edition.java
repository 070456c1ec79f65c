package dev.keyshelf.local.editions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A machine whose business clock stands inside one edition of a program, with a partner who trades
 * there. Every test starts at {@link #noon}.
 */
final class Edition implements AutoCloseable {
  static final String PARTNER = "partner-a";
  static final Duration WINDOW = Duration.ofDays(60);
  private static final int KEYS = 200;

  private final String program;
  private final String id;
  private final Path folder;
  private final Set<String> markets;
  private final Shop shop;
  private final Map<String, String> customers = new HashMap<>();

  private Edition(String program, String id, Path folder, Set<String> markets, Shop shop) {
    this.program = program;
    this.id = id;
    this.folder = folder;
    this.markets = markets;
    this.shop = shop;
  }

  /**
   * Opens the machine.
   *
   * @param folder an empty one
   * @param markets where software and reservations have offers, besides US, DE, AU and BR
   */
  static Edition open(String program, String id, Path folder, Set<String> markets)
      throws IOException {
    var shop = Shop.open(new EditionCatalogue(folder, markets).ship());
    shop.supply(EditionCatalogue.POOL, KEYS);
    return new Edition(program, id, folder, markets, shop);
  }

  String program() {
    return program;
  }

  String id() {
    return id;
  }

  /** Gives how refusals name it. */
  String name() {
    return "edition " + id + " of " + program;
  }

  /** Gives its first instant. */
  Instant first() {
    return Instant.parse(id + "T00:00:00Z");
  }

  /** Gives a noon well inside it. */
  Instant noon() {
    return first().plus(Duration.ofDays(10)).plus(Duration.ofHours(12));
  }

  /** Stops the business's clock at an instant. */
  void at(Instant instant) {
    shop.machine().clock().stopAt(instant);
  }

  /** Gives a user of the partner with this role only. */
  Client user(String role) {
    return shop.of(PARTNER, role);
  }

  Client agent() {
    return user("AdminAgent");
  }

  Client nobody() {
    return shop.nobody();
  }

  /** Gives the partner's customer in a market. */
  String customer(String market) {
    return customers.computeIfAbsent(market, where -> shop.customerOf(PARTNER, where));
  }

  /** Gives a customer of another partner. */
  String customerOf(String partner) {
    return shop.customerOf(partner, "US");
  }

  Client agentOf(String partner) {
    return shop.of(partner, "AdminAgent");
  }

  /** Tries to buy {@code sku:quantity} for the customer in a market. */
  Answer tries(String market, String... lines) {
    return agent().post(customer(market) + "/orders", Shop.lines(lines));
  }

  /** Buys {@code sku:quantity} for the customer in a market. */
  Answer buys(String market, String... lines) {
    return tries(market, lines).expect(201);
  }

  /** Gives the quote of now. */
  Answer quote(Answer order) {
    return agent().get(order.header("Location") + "/cancellation").expect(200);
  }

  /** Cancels what a query selects, for the quote of now. */
  Answer cancels(Answer order, String query) {
    return Shop.cancel(agent(), order.header("Location"), query);
  }

  Answer cancels(Answer order) {
    return cancels(order, "");
  }

  /** Asks support for what a cancel was refused: what the refusal brings, and a contact. */
  Answer asksSupport(Answer refused) {
    var body = (ObjectNode) refused.json().at("/quote/supportRequest").deepCopy();
    body.putObject("contact").put("name", "Ada").put("email", "ada@contoso.example");
    return agent().post("/v1/support-requests", body.toString()).expect(201);
  }

  /** Has an operator decide what was asked. */
  JsonNode decides(Answer asked, String decision) {
    return shop.decides(PARTNER, asked.at("/requestId"), decision);
  }

  Answer keys(Answer order) {
    return agent().post(Shop.software(order, 1) + "/keys", "");
  }

  Answer makesLink(Answer order) {
    return agent()
        .post(
            Shop.software(order, 1) + "/links",
            """
            {"version": "2019", "language": "en-US", "fileType": "ISO"}
            """);
  }

  /** Makes a link; gives its path. */
  String link(Answer order) {
    return Shop.link(agent(), Shop.software(order, 1));
  }

  Answer starts(String link) {
    return nobody().start(link, "");
  }

  Answer row(Answer order) {
    return agent().get(Shop.software(order, 1)).expect(200);
  }

  /** Has the operator publish another release, in which one more edition follows. */
  void change(String edition) {
    var clock = shop.machine().clock();
    var now = clock.instant();
    // A release that is dated before the current one is refused.
    clock.setAhead(Duration.ZERO);
    try {
      shop.imports(new EditionCatalogue(folder, markets).change(program, edition));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      clock.stopAt(now);
    }
  }

  /** Writes an amount of an answer with its currency. */
  static String money(JsonNode amount) {
    return amount.path("amount").asText() + " " + amount.path("currency").asText();
  }

  @Override
  public void close() {
    shop.close();
  }
}
