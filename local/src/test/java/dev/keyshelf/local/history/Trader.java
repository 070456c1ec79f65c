package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.Bought;
import dev.keyshelf.local.history.Told.Line;
import dev.keyshelf.local.history.Told.Link;
import dev.keyshelf.local.history.Told.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A client's deeds with purchases, keys and links. Each method is one command or read. */
final class Trader {
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  /** Most deeds choose among this many of the latest purchases and links. */
  private static final int LAST = 2;

  private final Told told;
  private final Client agent;
  private final Client nobody;
  private final String partner;
  private final Patience patience;

  Trader(Shop shop, Told told, String partner, String name) {
    this.told = told;
    this.agent = shop.of(partner);
    this.nobody = shop.nobody();
    this.partner = partner;
    this.patience = new Patience(told, name);
  }

  /** Draws one of these, or returns empty if there are none. */
  static <T> Optional<T> one(Collection<T> all, Random draw) {
    var list = List.copyOf(all);
    var number = draw.nextInt(1 << 20);
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(number % list.size()));
  }

  private Optional<Bought> mine(Random draw) {
    return mine(told, partner, draw);
  }

  /** Draws one of a partner's purchases, mostly a late one, which other clients use too. */
  static Optional<Bought> mine(Told told, String partner, Random draw) {
    var mine = told.bought.stream().filter(each -> each.partner().equals(partner)).toList();
    var last = draw.nextInt(3) > 0 ? Math.max(0, mine.size() - LAST) : 0;
    return one(mine.subList(last, mine.size()), draw);
  }

  Optional<Line> line(Random draw) {
    return mine(draw).flatMap(bought -> one(bought.lines(), draw));
  }

  static String key(Random draw) {
    return new UUID(draw.nextLong(), draw.nextLong()).toString();
  }

  static Money money(JsonNode money) {
    return new Money(
        new BigDecimal(money.path("amount").asText()), money.path("currency").asText());
  }

  void join(Random draw) {
    var id = key(draw);
    var market = Assortment.MARKETS.get(draw.nextInt(Assortment.MARKETS.size()));
    var body =
        """
        {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "%s"}
        """
            .formatted(id, id, market);
    patience
        .command("join", partner, draw, () -> agent.postOnce("/v1/customers", body, id))
        .filter(reply -> reply.is(201))
        .ifPresent(reply -> told.customers.put(reply.answer().header("Location"), partner));
  }

  void buy(Random draw) {
    var customer = one(told.customers.keySet().stream().filter(this::isMine).toList(), draw);
    var lines = new ArrayList<String>();
    for (int i = draw.nextInt(3); i >= 0; i--) {
      lines.add(
          Assortment.SKUS.get(draw.nextInt(Assortment.SKUS.size())) + ":" + (1 + draw.nextInt(3)));
    }
    var body = Shop.lines(lines.toArray(String[]::new));
    var key = key(draw);
    if (customer.isPresent()) {
      var path = customer.get() + "/orders";
      patience
          .command("buy", customer.get(), draw, () -> agent.postOnce(path, body, key))
          .filter(reply -> reply.is(201))
          .ifPresent(reply -> told.bought.add(bought(customer.get(), reply.answer())));
    }
  }

  private boolean isMine(String customer) {
    return told.ownerOf(customer).equals(partner);
  }

  private Bought bought(String customer, Answer answer) {
    var lines = new ArrayList<Line>();
    for (var line : answer.json().path("lines")) {
      lines.add(
          new Line(
              line.at("/links/software").asText(),
              line.path("line").asInt(),
              line.path("quantity").asInt()));
    }
    return new Bought(
        partner,
        customer,
        answer.header("Location"),
        money(answer.json().path("total")),
        List.copyOf(lines));
  }

  void reveal(Random draw) {
    line(draw).map(Line::software).ifPresent(software -> reveal(software, draw));
  }

  void reveal(String software, Random draw) {
    var key = key(draw);
    patience
        .command("reveal", software, draw, () -> agent.postOnce(software + "/keys", "", key))
        .filter(reply -> reply.is(200))
        .ifPresent(
            reply -> told.shown.add(new Told.Shown(software, keys(reply.answer()), reply.span())));
  }

  private static Map<Integer, String> keys(Answer answer) {
    var keys = new TreeMap<Integer, String>();
    answer
        .json()
        .path("keys")
        .forEach(each -> keys.put(each.path("ordinal").asInt(), each.path("key").asText()));
    return keys;
  }

  void rotate(Random draw) {
    var last = List.copyOf(told.shown);
    var idempotencyKey = key(draw);
    one(last.subList(Math.max(0, last.size() - 4), last.size()), draw)
        .filter(shown -> shown.keys().size() > 0 && isMine(shown.software()))
        .ifPresent(
            shown -> {
              int ordinal = one(shown.keys().keySet(), draw).orElseThrow();
              var old = shown.keys().getOrDefault(ordinal, "");
              var path = "%s/keys/%s/rotation".formatted(shown.software(), ordinal);
              var body =
                  "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
                      .formatted(old.substring(old.length() - 5));
              patience
                  .command(
                      "rotate",
                      shown.software(),
                      draw,
                      () -> agent.postOnce(path, body, idempotencyKey))
                  .filter(reply -> reply.is(200))
                  .ifPresent(
                      reply -> {
                        var keys = keys(reply.answer());
                        told.shown.add(new Told.Shown(shown.software(), keys, reply.span()));
                        told.rotated.add(
                            new Told.Rotated(
                                shown.software(),
                                ordinal,
                                old,
                                keys.getOrDefault(ordinal, "none"),
                                reply.span()));
                      });
            });
  }

  void link(Random draw) {
    line(draw).map(Line::software).ifPresent(software -> link(software, draw));
  }

  Optional<Link> link(String software, Random draw) {
    var key = key(draw);
    var made =
        patience
            .command("link", software, draw, () -> agent.postOnce(software + "/links", FILE, key))
            .filter(reply -> reply.is(201))
            .map(
                reply ->
                    new Link(
                        software,
                        reply.answer().at("/linkId"),
                        URI.create(reply.answer().at("/url")).getPath(),
                        reply.span()));
    made.ifPresent(told.links::add);
    return made;
  }

  private Optional<Link> anyLink(Random draw) {
    var all = List.copyOf(told.links);
    return one(all.subList(Math.max(0, all.size() - LAST), all.size()), draw);
  }

  /** Starts a download. One start in five repeats an earlier one. */
  void start(Random draw) {
    var fresh = key(draw);
    var again = draw.nextInt(5) == 0;
    var before = one(told.started, draw);
    if (again && before.isPresent()) {
      start(before.get().link(), before.get().download(), draw);
    } else {
      anyLink(draw).ifPresent(link -> start(link, fresh, draw));
    }
  }

  void start(Link link, String download, Random draw) {
    patience
        .command(
            "start",
            link.software() + " " + link.id(),
            draw,
            () -> nobody.start(link.path(), download))
        .filter(reply -> reply.is(200))
        .ifPresent(
            reply -> {
              told.started.add(new Told.Started(link, download, reply.span()));
              if (!reply.answer().at("/downloadId").equals(download)) {
                told.wrong.add(
                    "counter %s: the answer names another download".formatted(link.id()));
              }
            });
  }

  void resume(Random draw) {
    one(told.started, draw)
        .ifPresent(
            started -> {
              var link = started.link();
              var session = link.path() + "/" + started.download();
              patience
                  .command("resume", link.software(), draw, () -> nobody.get(session))
                  .filter(reply -> reply.is(307))
                  .ifPresent(reply -> told.used.add(new Told.Used(link, reply.span())));
            });
  }

  void revoke(Random draw) {
    anyLink(draw).filter(link -> isMine(link.software())).ifPresent(link -> revoke(link, draw));
  }

  /** Revokes a link, or all links of its software. */
  void revoke(Link link, Random draw) {
    var key = key(draw);
    var all = draw.nextBoolean();
    var path = link.software() + "/links/" + (all ? "" : link.id() + "/") + "revocation";
    patience
        .command("revoke", path, draw, () -> agent.postOnce(path, "{}", key))
        .filter(reply -> reply.is(200))
        .ifPresent(
            reply ->
                told.revoked.add(
                    new Told.Revoked(link.software(), all ? "" : link.id(), reply.span())));
  }

  void look(Random draw) {
    line(draw).map(Line::software).ifPresent(this::look);
  }

  void look(String software) {
    var reply = patience.read(software, () -> agent.get(software));
    var active = reply.answer().expect(200).json().path("activeQuantity").asInt();
    told.seen.add(new Told.Seen(software, active, reply.span()));
  }
}
