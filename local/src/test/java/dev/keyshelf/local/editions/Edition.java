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
 * A machine whose business clock is inside one edition of a program, with a partner who buys there.
 * Every test starts at {@link #noon}.
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
   * @param folder an empty folder
   * @param markets the markets with offers of software and reservations, in addition to US, DE, AU
   *     and BR
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

  /** Returns the name of the edition in refusals. */
  String name() {
    return "edition " + id + " of " + program;
  }

  /** Returns the first instant of the edition. */
  Instant first() {
    return Instant.parse(id + "T00:00:00Z");
  }

  /** Returns noon of the edition's tenth day after its first. */
  Instant noon() {
    return first().plus(Duration.ofDays(10)).plus(Duration.ofHours(12));
  }

  /** Stops the business's clock at an instant. */
  void at(Instant instant) {
    shop.machine().clock().stopAt(instant);
  }

  /** Returns a user of the partner who has only this role. */
  Client user(String role) {
    return shop.of(PARTNER, role);
  }

  Client agent() {
    return user("AdminAgent");
  }

  Client nobody() {
    return shop.nobody();
  }

  /** Returns the partner's customer in a market. */
  String customer(String market) {
    return customers.computeIfAbsent(market, where -> shop.customerOf(PARTNER, where));
  }

  /** Returns a customer of another partner. */
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

  /** Returns the current quote for a cancellation. */
  Answer quote(Answer order) {
    return agent().get(order.header("Location") + "/cancellation").expect(200);
  }

  /** Cancels the lines that a query selects, with the current quote. */
  Answer cancels(Answer order, String query) {
    return Shop.cancel(agent(), order.header("Location"), query);
  }

  Answer cancels(Answer order) {
    return cancels(order, "");
  }

  /** Creates the support request that a refused cancel suggests, with a contact. */
  Answer asksSupport(Answer refused) {
    var body = (ObjectNode) refused.json().at("/quote/supportRequest").deepCopy();
    body.putObject("contact").put("name", "Ada").put("email", "ada@contoso.example");
    return agent().post("/v1/support-requests", body.toString()).expect(201);
  }

  /** Lets an operator decide a support request. */
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

  /** Creates a link. Returns its path. */
  String link(Answer order) {
    return Shop.link(agent(), Shop.software(order, 1));
  }

  Answer starts(String link) {
    return nobody().start(link, "");
  }

  Answer row(Answer order) {
    return agent().get(Shop.software(order, 1)).expect(200);
  }

  /** Publishes another release of the catalogue with one more edition. */
  void change(String edition) {
    var clock = shop.machine().clock();
    var now = clock.instant();
    // An import refuses a release that is dated before the current one.
    clock.setAhead(Duration.ZERO);
    try {
      shop.imports(new EditionCatalogue(folder, markets).change(program, edition));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      clock.stopAt(now);
    }
  }

  /** Returns an amount of an answer as text, with its currency. */
  static String money(JsonNode amount) {
    return amount.path("amount").asText() + " " + amount.path("currency").asText();
  }

  @Override
  public void close() {
    shop.close();
  }
}
