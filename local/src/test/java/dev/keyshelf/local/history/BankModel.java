package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.Bought;
import dev.keyshelf.local.history.Told.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bank: invoices have each charge and credit that clients were told of, once, and no others. */
final class BankModel {
  private static final String BANK = "bank";

  private final Models models;
  private final Told told;

  BankModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check(Shop shop) {
    for (var partner : Assortment.PARTNERS) {
      check(shop, partner);
    }
  }

  private void check(Shop shop, String partner) {
    var agent = shop.of(partner);
    var invoices = Models.all(agent, "/v1/invoices", "items");
    List<JsonNode> entries = new ArrayList<>();
    Map<String, BigDecimal> booked = new TreeMap<>();
    for (var month : Models.texts(invoices, "month")) {
      var ofMonth = Models.all(agent, "/v1/invoices/" + month, "entries");
      entries.addAll(ofMonth);
      addTo(booked, ofMonth);
    }
    areBalanced(partner, invoices, booked);
    Map<String, List<JsonNode>> byOrder = new TreeMap<>();
    entries.forEach(
        entry ->
            byOrder
                .computeIfAbsent(entry.path("orderId").asText(), _ -> new ArrayList<>())
                .add(entry));
    for (var bought : told.bought) {
      if (bought.partner().equals(partner)) {
        check(bought, byOrder.getOrDefault(bought.id(), List.of()));
      }
    }
  }

  private void check(Bought bought, List<JsonNode> entries) {
    var charges = amounts(entries, "CHARGE");
    models.unless(
        charges.equals(List.of(bought.total())),
        BANK,
        bought.id(),
        "the client was told a price of %s, but charged %s".formatted(bought.total(), charges));
    var credits = new ArrayList<>(amounts(entries, "CREDIT_NOTE"));
    var credited = credits.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    models.unless(
        credited.compareTo(bought.total().amount()) <= 0,
        BANK,
        bought.id(),
        "credited %s of %s".formatted(credited, bought.total()));
    for (var cancelled : told.cancelled) {
      if (cancelled.bought().id().equals(bought.id())) {
        models.unless(
            credits.remove(cancelled.credit()),
            BANK,
            bought.id(),
            "the client was told a credit of %s, which no invoice has"
                .formatted(cancelled.credit()));
      }
    }
    models.unless(
        credits.size() <= told.maybes("cancel", bought.id()),
        BANK,
        bought.id(),
        "credits that no client was told of: " + credits);
  }

  private static List<Money> amounts(List<JsonNode> entries, String kind) {
    return entries.stream()
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .map(entry -> Trader.money(entry.path("amount")))
        .toList();
  }

  /** Adds the charges less the credits of a month, and the tax on the sum of each rate. */
  private static void addTo(Map<String, BigDecimal> booked, List<JsonNode> entries) {
    Map<String, BigDecimal> taxable = new TreeMap<>();
    for (var entry : entries) {
      var isCharge = entry.path("kind").asText().equals("CHARGE");
      for (var line : entry.path("lines")) {
        var money = Trader.money(line.path("amount"));
        var signed = isCharge ? money.amount() : money.amount().negate();
        booked.merge(money.currency(), signed, BigDecimal::add);
        if (line.path("taxMode").asText().equals("ADDED")) {
          var rate = new BigDecimal(line.path("taxRate").asText()).setScale(6);
          taxable.merge(money.currency() + " " + rate, signed, BigDecimal::add);
        }
      }
    }
    taxable.forEach(
        (key, sum) -> {
          var parts = key.split(" ");
          var tax = sum.multiply(new BigDecimal(parts[1]));
          booked.merge(parts[0], tax.setScale(sum.scale(), RoundingMode.HALF_UP), BigDecimal::add);
        });
  }

  /**
   * Checks that the sums due and carried forward equal the charges less the credits, with the tax
   * that is added.
   */
  private void areBalanced(
      String partner, List<JsonNode> invoices, Map<String, BigDecimal> booked) {
    Map<String, BigDecimal> invoiced = new TreeMap<>();
    Map<String, BigDecimal> carried = new TreeMap<>();
    // The list begins with the last month.
    for (var invoice : invoices) {
      var due = Trader.money(invoice.path("due"));
      invoiced.merge(due.currency(), due.amount(), BigDecimal::add);
      carried.putIfAbsent(due.currency(), Trader.money(invoice.path("carriedOut")).amount());
    }
    carried.forEach((currency, left) -> invoiced.merge(currency, left, BigDecimal::add));
    models.unless(
        invoiced.equals(booked),
        BANK,
        partner,
        "booked %s, but due and carried %s".formatted(booked, invoiced));
  }
}
