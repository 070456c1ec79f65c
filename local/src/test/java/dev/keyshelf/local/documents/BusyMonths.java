package dev.keyshelf.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Months of trade of several partners over HTTP, drawn from a seed: orders in every market, cancels
 * of whole orders and of parts, months with credits only, orders that are booked late, and price
 * lists for resale. At the end of each month its documents are issued and rendered.
 */
final class BusyMonths {
  private final Shop shop;
  private final Random draw;
  private final Map<String, Trade> trades = new LinkedHashMap<>();
  private YearMonth month;
  private int passed;

  /**
   * A customer of a partner in a market, with its orders.
   *
   * @param isFickle cancels in a month all that it bought in the month before, so that each run has
   *     a credit note, and a document after it that takes the credit over
   */
  private record Shopper(String path, boolean isFickle, List<Bought> bought) {}

  /** An order, and how many units of its first line are left. */
  private static final class Bought {
    private final String path;
    private final YearMonth month;
    private int left;

    Bought(String path, YearMonth month, int left) {
      this.path = path;
      this.month = month;
      this.left = left;
    }
  }

  /** A partner's customers, and its client. */
  private record Trade(String partner, Client agent, List<Shopper> shoppers) {}

  BusyMonths(Shop shop, long seed, YearMonth first) {
    this.shop = shop;
    this.draw = new Random(seed);
    this.month = first;
  }

  /** Returns the month that is traded next. */
  YearMonth month() {
    return month;
  }

  /** Makes the customers. The first partner has one in each market, the others in three of them. */
  void open() {
    shop.machine().clock().stopAt(at(month, 1, 0));
    var fickle = draw.nextInt(Wares.PLACES.size());
    for (var partner : Wares.PARTNERS.keySet()) {
      var shoppers = new ArrayList<Shopper>();
      for (var place : Wares.PLACES) {
        if (trades.isEmpty() || draw.nextInt(Wares.PLACES.size()) < 3) {
          var customer = shop.customerOf(partner, place.market());
          var isFickle = trades.isEmpty() && shoppers.size() == fickle;
          shoppers.add(new Shopper(customer, isFickle, new ArrayList<>()));
        }
      }
      trades.put(partner, new Trade(partner, shop.of(partner), shoppers));
      setsPrices(partner);
    }
  }

  private void setsPrices(String partner) {
    var body =
        """
        {"expectedRevision": 0, "validFrom": "%s", "margin": "%s", "prices": []}
        """
            .formatted(month.atDay(1), draw.nextInt(1, 40));
    shop.of(partner).post("/v1/resale/price-lists/all/versions", body).expect(200);
  }

  /** Trades for the whole month, and lets its documents be issued and rendered. */
  void pass() {
    for (var trade : trades.values()) {
      for (var shopper : trade.shoppers()) {
        if (shopper.isFickle()) {
          buysOrCancelsAll(trade, shopper);
        } else if (shopper.bought().isEmpty() || draw.nextInt(4) > 0) {
          buysAndCancels(trade, shopper);
        } else {
          cancels(trade, shopper);
        }
      }
    }
    end();
  }

  private void buysOrCancelsAll(Trade trade, Shopper shopper) {
    if (passed % 3 == 1) {
      shopper.bought().forEach(bought -> cancels(trade, bought, 0));
    } else {
      buys(trade, shopper, month);
    }
  }

  private void buysAndCancels(Trade trade, Shopper shopper) {
    for (int i = draw.nextInt(1, 4); i > 0; i--) {
      buys(trade, shopper, month);
      if (draw.nextInt(3) == 0) {
        cancels(trade, shopper);
      }
    }
  }

  /** Books an order into a month that is over: a machine whose clock was late did it. */
  void buysLate(YearMonth late) {
    var trade = trades.values().iterator().next();
    var all = trade.shoppers();
    for (int i = draw.nextInt(1, 4); i > 0; i--) {
      buys(trade, all.get(draw.nextInt(all.size())), late);
    }
  }

  private void buys(Trade trade, Shopper shopper, YearMonth into) {
    shop.machine().clock().stopAt(at(into, draw.nextInt(2, 28), draw.nextInt(86_400)));
    var units = draw.nextInt(1, 30);
    var lines = new ArrayList<String>();
    lines.add(Wares.SKUS.get(draw.nextInt(Wares.SKUS.size())) + ":" + units);
    while (draw.nextInt(3) == 0 && lines.size() < 4) {
      lines.add(Wares.SKUS.get(draw.nextInt(Wares.SKUS.size())) + ":" + draw.nextInt(1, 9));
    }
    var order = ordered(trade, shopper, lines);
    shopper.bought().add(new Bought(order.header("Location"), into, units));
  }

  private Answer ordered(Trade trade, Shopper shopper, List<String> lines) {
    var body =
        Shop.lines(lines.toArray(String[]::new))
            .replaceFirst(
                "\\{", "{\"purchaseOrderNumber\": \"PO-%s\", ".formatted(draw.nextInt(99)));
    return trade.agent().post(shopper.path() + "/orders", body).expect(201);
  }

  /** Cancels a part of an order's first line, all that is left of it, or the whole order. */
  private void cancels(Trade trade, Shopper shopper) {
    var open =
        shopper.bought().stream()
            .filter(each -> each.left > 0 && !each.month.isBefore(month.minusMonths(1)))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    var bought = open.get(draw.nextInt(open.size()));
    cancels(trade, bought, draw.nextInt(3) == 0 ? 0 : draw.nextInt(1, bought.left + 1));
  }

  /** Cancels so many units of an order's first line; 0 for the whole order. */
  private void cancels(Trade trade, Bought bought, int units) {
    shop.machine().clock().stopAt(at(month, 28, draw.nextInt(72_000)));
    var query = units == 0 ? "" : "?lines=1:" + units;
    var quote = trade.agent().get(bought.path + "/cancellation" + query).expect(200);
    // Its other lines may be cancelled already, and after 60 days nothing can be.
    if (quote.json().path("cancellable").asBoolean()) {
      trade
          .agent()
          .post(bought.path + "/cancellation" + query, Shop.citing(quote.at("/quoteId")))
          .expect(200);
      bought.left = units == 0 ? 0 : bought.left - units;
    }
  }

  private void end() {
    var next = month.plusMonths(1);
    shop.machine().clock().stopAt(at(next, 1, 3_600 + draw.nextInt(60)));
    shop.machine().schedules().fire("IssueInvoices");
    shop.machine().schedules().fire("RenderDocuments");
    month = next;
    passed++;
  }

  /** Returns each issued document of a month: the partner's client, and the invoice in JSON. */
  List<Paper> papers(YearMonth of) {
    var papers = new ArrayList<Paper>();
    for (var trade : trades.values()) {
      var answer = trade.agent().get("/v1/invoices/" + of + "?limit=1").expect(200).json();
      assertThat(answer.path("state").asText()).isEqualTo("ISSUED");
      for (var invoice : answer.path("invoices")) {
        papers.add(new Paper(trade.partner(), trade.agent(), of, invoice));
      }
    }
    return papers;
  }

  /** An issued document, and the client that may read it. */
  record Paper(String partner, Client agent, YearMonth month, JsonNode invoice) {
    String number() {
      return invoice.path("number").asText();
    }

    String currency() {
      return invoice.path("currency").asText();
    }

    /** Returns the file of a format, as the server keeps it; a missing node if there is none. */
    JsonNode file(String format) {
      for (var file : invoice.path("documents")) {
        if (file.path("format").asText().equals(format)) {
          return file;
        }
      }
      return MissingNode.getInstance();
    }

    /** Returns the language of the partner's documents. */
    String language() {
      return Wares.PARTNERS.getOrDefault(partner, "");
    }

    /** Returns the path of the document itself. */
    String ownPath() {
      return "/v1/documents/" + URLEncoder.encode(number(), StandardCharsets.UTF_8);
    }

    /** Returns the path of the document as an invoice of its month. */
    String path() {
      return "/v1/invoices/%s?currency=%s".formatted(month, currency());
    }

    /** Returns all pages of its entries. */
    List<JsonNode> entries() {
      var all = new ArrayList<JsonNode>();
      var cursor = Optional.of("");
      while (cursor.isPresent()) {
        var page = agent.get(path() + "&limit=200" + cursor.get()).expect(200).json();
        page.path("entries").forEach(all::add);
        cursor =
            Optional.of(page.path("next").asText())
                .filter(next -> !next.isEmpty())
                .map(next -> "&cursor=" + next);
      }
      return all;
    }

    @Override
    public String toString() {
      return "%s of %s in %s".formatted(number(), partner, month);
    }
  }

  private static Instant at(YearMonth month, int day, int second) {
    return month.atDay(day).atStartOfDay().plusSeconds(second).toInstant(ZoneOffset.UTC);
  }
}
