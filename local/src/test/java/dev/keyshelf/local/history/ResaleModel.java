package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.PriceChange;
import dev.keyshelf.testkit.ResaleOracle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A register of prices, whose changes are compared and set: each revision is one client's change,
 * and a month is rebilled at the prices that the changes left, which an issued month never loses.
 */
final class ResaleModel {
  private static final String RESALE = "resale";

  private final Models models;
  private final Told told;

  ResaleModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check(Shop shop) {
    for (var partner : Assortment.PARTNERS) {
      check(shop.of(partner), partner);
    }
  }

  private void check(Client accountant, String partner) {
    var oracle = new ResaleOracle();
    var lists = new ArrayList<>(List.of(PriceListId.ALL));
    told.customers.forEach(
        (customer, owner) -> {
          if (owner.equals(partner)) {
            lists.add(PriceListId.of(id(customer)));
          }
        });
    for (var list : lists) {
      var before =
          list.equals(PriceListId.ALL)
              ? told.pricedBefore.getOrDefault(partner, ListedPrices.none())
              : ListedPrices.none();
      var changes =
          told.priced.stream()
              .filter(each -> each.partner().equals(partner) && each.list().equals(list))
              .toList();
      checked(list, before, changes, ListedPrices.of(accountant, list))
          .forEach((day, prices) -> oracle.set(list, day, Optional.of(prices)));
    }
    var bought = new TreeMap<String, Line>();
    var invoices = Models.all(accountant, "/v1/invoices", "items");
    var rebilled =
        Models.texts(invoices, "month").stream()
            .flatMap(month -> rebilled(accountant, month).stream())
            .toList();
    // Clocks differ, so a credit can be listed before its charge.
    add(rebilled, "CHARGE", bought);
    add(rebilled, "CREDIT_NOTE", bought);
    bought.forEach((line, its) -> isRight(line, its, oracle));
    staysAsIssued(accountant, partner);
  }

  private static CustomerId id(String customer) {
    return new CustomerId(customer.substring(customer.lastIndexOf('/') + 1));
  }

  /**
   * Returns the versions that the API lists, after a check that the changes of the list can have
   * left them.
   */
  private Map<LocalDate, PriceList> checked(
      PriceListId list, ListedPrices before, List<PriceChange> changes, ListedPrices listed) {
    for (long next = before.revision() + 1; next <= listed.revision(); next++) {
      models.unless(
          !ListedPrices.possible(changes, next).isEmpty(),
          RESALE,
          list.toString(),
          "nobody made revision " + next);
    }
    for (var change : changes) {
      models.unless(
          change.done().isEmpty()
              || (change.revision() > before.revision()
                  && change.revision() <= listed.revision()
                  && changes.stream().filter(other -> isSame(other, change)).count() == 1),
          RESALE,
          list.toString(),
          "not the only change of its revision: " + change);
    }
    var left = before.after(changes, listed.revision());
    models.unless(
        left.contains(listed.versions()),
        RESALE,
        list.toString(),
        "the changes left one of %s, but listed are %s".formatted(left, listed.versions()));
    return listed.versions();
  }

  private static boolean isSame(PriceChange one, PriceChange other) {
    return one.done().isPresent() && one.revision() == other.revision();
  }

  /** A line of an order, and how it was rebilled. */
  private record Line(ResaleOracle.Line bought, Rebilled charge, List<Rebilled> credits) {}

  /** An amount of an entry, in minor units, and what the partner's customer is billed for it. */
  private record Rebilled(int units, long amount, long unitPrice, long resaleAmount) {
    static Rebilled of(JsonNode line, JsonNode resale) {
      return new Rebilled(
          line.path("quantity").asInt(),
          minor(line.path("amount")),
          minor(resale.path("resaleUnitPrice")),
          minor(resale.path("resaleAmount")));
    }
  }

  private static long minor(JsonNode money) {
    return ResaleOracle.minor(ListedPrices.money(money));
  }

  /** Returns the entries of a month, after a check that they are those of its invoices. */
  private List<JsonNode> rebilled(Client accountant, String month) {
    var rebilled = Models.all(accountant, "/v1/rebilling/" + month, "entries");
    models.unless(
        rebilled.stream()
            .map(each -> each.path("entry"))
            .toList()
            .equals(Models.all(accountant, "/v1/invoices/" + month, "entries")),
        RESALE,
        month,
        "other entries are rebilled than invoiced");
    return rebilled;
  }

  /** Adds the lines of this history's customers in entries of a kind. */
  private void add(List<JsonNode> rebilled, String kind, Map<String, Line> bought) {
    for (var each : rebilled) {
      var entry = each.path("entry");
      if (entry.path("kind").asText().equals(kind)
          && told.customers.containsKey("/v1/customers/" + entry.path("customerId").asText())) {
        for (int i = 0; i < entry.path("lines").size(); i++) {
          add(entry, entry.path("lines").path(i), each.path("resaleLines").path(i), bought);
        }
      }
    }
  }

  private void add(JsonNode entry, JsonNode line, JsonNode resale, Map<String, Line> bought) {
    var id = entry.path("orderId").asText() + "-" + line.path("line").asInt();
    var its = Rebilled.of(line, resale);
    if (entry.path("kind").asText().equals("CHARGE")) {
      var purchase =
          new ResaleOracle.Line(
              new CustomerId(entry.path("customerId").asText()),
              LocalDate.ofInstant(Instant.parse(entry.path("at").asText()), ZoneOffset.UTC),
              new SkuId(line.path("skuId").asText()),
              ListedPrices.money(line.path("unitPrice")),
              line.path("quantity").asInt());
      bought.put(id, new Line(purchase, its, new ArrayList<>()));
    } else {
      var charged = bought.get(id);
      models.unless(charged != null, RESALE, id, "credited, but never charged");
      if (charged != null) {
        charged.credits().add(its);
      }
    }
  }

  private void isRight(String id, Line line, ResaleOracle oracle) {
    var unitPrice = oracle.unitPrice(line.bought());
    models.unless(
        line.charge().resaleAmount() == oracle.charge(line.bought())
            && line.charge().unitPrice() == unitPrice
            && line.credits().stream().allMatch(credit -> credit.unitPrice() == unitPrice),
        RESALE,
        id,
        "a unit costs %s, but rebilled are %s".formatted(unitPrice, line));
    models.unless(
        areRight(line.bought(), 0, line.credits(), oracle),
        RESALE,
        id,
        "credits that give back other parts than of the purchase: " + line);
  }

  /** Tells whether the credits are right in some order. Clocks differ, so theirs is not known. */
  private static boolean areRight(
      ResaleOracle.Line line, long before, List<Rebilled> credits, ResaleOracle oracle) {
    if (credits.isEmpty()) {
      return true;
    }
    for (var credit : credits) {
      var others = new ArrayList<>(credits);
      others.remove(credit);
      if (oracle.credit(line, credit.units(), before, credit.amount()) == credit.resaleAmount()
          && areRight(line, before + credit.amount(), others, oracle)) {
        return true;
      }
    }
    return false;
  }

  /** An issued month reads the same at the end, and no later change is for one of its days. */
  private void staysAsIssued(Client accountant, String partner) {
    for (var read : told.rebillings) {
      if (read.partner().equals(partner) && read.text().contains("\"state\":\"ISSUED\"")) {
        var now = accountant.get("/v1/rebilling/" + read.month() + "?limit=200").expect(200);
        var text = Reseller.text(now);
        models.unless(
            read.text().equals(text),
            RESALE,
            read.month().toString(),
            "was issued as %s, and is %s".formatted(read.text(), text));
        for (var change : told.priced) {
          models.unless(
              !change.partner().equals(partner)
                  || change.done().filter(span -> span.isAfter(read.span())).isEmpty()
                  || YearMonth.from(change.day()).isAfter(read.month()),
              RESALE,
              read.month().toString(),
              "prices changed after it was issued: " + change);
        }
      }
    }
  }
}
