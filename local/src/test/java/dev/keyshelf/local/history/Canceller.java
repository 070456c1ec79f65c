package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.Bought;
import dev.keyshelf.local.history.Told.Cancelled;
import dev.keyshelf.local.history.Told.Line;
import dev.keyshelf.local.history.Told.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Cancels a client's orders: by self-service, in a batch, or by a support request. */
final class Canceller {
  private final Shop shop;
  private final Told told;
  private final Client agent;
  private final String partner;
  private final Patience patience;

  Canceller(Shop shop, Told told, String partner, String name) {
    this.shop = shop;
    this.told = told;
    this.agent = shop.of(partner);
    this.partner = partner;
    this.patience = new Patience(told, name);
  }

  private Optional<Bought> mine(Random draw) {
    return Trader.mine(told, partner, draw);
  }

  void whole(Random draw) {
    mine(draw).ifPresent(bought -> cancel(bought, "", draw));
  }

  /** Cancels all units of one line. */
  void line(Line line, Random draw) {
    told.bought.stream()
        .filter(bought -> bought.lines().contains(line))
        .findFirst()
        .ifPresent(
            bought ->
                cancel(bought, "?lines=%s:%s".formatted(line.number(), line.quantity()), draw));
  }

  void part(Random draw) {
    mine(draw)
        .ifPresent(
            bought -> {
              var line = Trader.one(bought.lines(), draw).orElseThrow();
              var units = 1 + draw.nextInt(line.quantity());
              cancel(bought, "?lines=%s:%s".formatted(line.number(), units), draw);
            });
  }

  private void cancel(Bought bought, String lines, Random draw) {
    var path = bought.order() + "/cancellation" + lines;
    var key = Trader.key(draw);
    var quote = patience.read(bought.order(), () -> agent.get(path)).answer();
    if (quote.status() != 200 || !quote.json().path("cancellable").asBoolean()) {
      return;
    }
    var body = Shop.citing(quote.at("/quoteId"));
    patience
        .command("cancel", bought.id(), draw, () -> agent.postOnce(path, body, key))
        .filter(reply -> reply.is(200))
        .ifPresent(reply -> cancelled(bought, reply.answer().json(), quote.json(), reply.span()));
  }

  private void cancelled(Bought bought, JsonNode cancellation, JsonNode quote, Span span) {
    var units = new TreeMap<Integer, Integer>();
    cancellation
        .path("lines")
        .forEach(line -> units.put(line.path("line").asInt(), line.path("quantity").asInt()));
    told.cancelled.add(
        new Cancelled(bought, units, Trader.money(cancellation.path("credit")), span));
    if (!quote.isMissingNode() && !quote.path("credit").equals(cancellation.path("credit"))) {
      told.wrong.add(
          "register %s: quoted %s, credited %s"
              .formatted(bought.order(), quote.path("credit"), cancellation.path("credit")));
    }
  }

  /** Cancels up to three orders of one customer in a batch. */
  void batch(Random draw) {
    Map<String, JsonNode> quotes = new LinkedHashMap<>();
    Map<String, Bought> orders = new LinkedHashMap<>();
    var key = Trader.key(draw);
    for (int i = 0; i < 3; i++) {
      mine(draw)
          .filter(
              bought ->
                  orders.values().stream()
                      .allMatch(each -> each.customer().equals(bought.customer())))
          .ifPresent(bought -> orders.put(bought.id(), bought));
    }
    if (orders.isEmpty()) {
      return;
    }
    Map<String, String> cited = new LinkedHashMap<>();
    orders.forEach(
        (id, bought) -> {
          var quote =
              patience
                  .read(bought.order(), () -> agent.get(bought.order() + "/cancellation"))
                  .answer()
                  .json();
          quotes.put(id, quote);
          cited.put(id, quote.path("quoteId").asText());
        });
    var customer = orders.values().iterator().next().customer();
    var body = Shop.batch(customer.substring(customer.lastIndexOf('/') + 1), cited);
    var done = new TreeMap<String, Boolean>();
    // A batch with pending orders is sent again unchanged. Finished orders repeat their results.
    for (int tries = 0; tries < 60 && done.size() < orders.size(); tries++) {
      var reply =
          patience.command(
              "batch",
              String.join(" ", orders.keySet()),
              draw,
              () -> agent.postOnce("/v1/cancellations", body, key));
      if (reply.isEmpty() || !reply.get().is(200)) {
        break;
      }
      for (var result : reply.get().answer().json().path("results")) {
        var id = result.path("orderId").asText();
        if (result.path("result").asText().equals("pending") || done.put(id, true) != null) {
          continue;
        }
        if (result.has("cancellation")) {
          cancelled(
              Objects.requireNonNull(orders.get(id)),
              result.path("cancellation"),
              Objects.requireNonNull(quotes.get(id)),
              reply.get().span());
        }
      }
    }
    for (var id : orders.keySet()) {
      if (!done.containsKey(id)) {
        told.maybe("cancel", id);
      }
    }
  }

  /** Asks support for the refund of a whole order, which an operator grants. */
  void ask(Random draw) {
    var key = Trader.key(draw);
    var event = Trader.key(draw);
    mine(draw)
        .ifPresent(
            bought -> {
              var customer = bought.customer().substring(bought.customer().lastIndexOf('/') + 1);
              var body = Shop.supportRequest(customer, bought.id());
              patience
                  .command(
                      "ask",
                      bought.id(),
                      draw,
                      () -> agent.postOnce("/v1/support-requests", body, key))
                  .filter(reply -> reply.is(201))
                  .ifPresent(reply -> grant(bought, reply.answer().at("/requestId"), event, draw));
            });
  }

  private void grant(Bought bought, String request, String event, Random draw) {
    var json =
        """
        {"id": "%s", "partner": "%s", "requestId": "%s", "decision": "GRANT", "pays": "TERMS",
         "operator": "olga@distributor.example", "note": "So it is."}
        """
            .formatted(event, partner, request);
    var said = new Backroom.Said(shop, "DecideSupportRequest", json);
    patience.event(
        "grant",
        draw,
        said::isDone,
        span -> {
          var credit = said.json().at("/decision/credit");
          if (!credit.isMissingNode()) {
            var units = new TreeMap<Integer, Integer>();
            said.json()
                .at("/decision/lines")
                .forEach(
                    line -> units.put(line.path("line").asInt(), line.path("quantity").asInt()));
            told.cancelled.add(new Cancelled(bought, units, Trader.money(credit), span));
          }
        });
    if (!said.isAnswered()) {
      told.maybe("cancel", bought.id());
    }
  }
}
