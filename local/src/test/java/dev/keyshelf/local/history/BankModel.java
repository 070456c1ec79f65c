package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.history.Told.Bought;
import dev.keyshelf.local.history.Told.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bank: invoices hold each charge and credit that was told, once, and nothing else. */
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
    for (var month : Models.texts(invoices, "month")) {
      entries.addAll(Models.all(agent, "/v1/invoices/" + month, "entries"));
    }
    areBalanced(partner, invoices, entries);
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
        "told to cost %s, charged %s".formatted(bought.total(), charges));
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
            "told a credit of %s, which is not there".formatted(cancelled.credit()));
      }
    }
    models.unless(
        credits.size() <= told.maybes("cancel", bought.id()),
        BANK,
        bought.id(),
        "credits that nobody was told of: " + credits);
  }

  private static List<Money> amounts(List<JsonNode> entries, String kind) {
    return entries.stream()
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .map(entry -> Trader.money(entry.path("amount")))
        .toList();
  }

  /** What is paid and what is carried on is what was charged less what was credited. */
  private void areBalanced(String partner, List<JsonNode> invoices, List<JsonNode> entries) {
    Map<String, BigDecimal> booked = new TreeMap<>();
    for (var entry : entries) {
      var money = Trader.money(entry.path("amount"));
      var isCharge = entry.path("kind").asText().equals("CHARGE");
      booked.merge(
          money.currency(), isCharge ? money.amount() : money.amount().negate(), BigDecimal::add);
    }
    Map<String, BigDecimal> invoiced = new TreeMap<>();
    Map<String, BigDecimal> carried = new TreeMap<>();
    // The last month comes first.
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
