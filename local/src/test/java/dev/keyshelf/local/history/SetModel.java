package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A set: lists have each object whose creation a client was told of, once, and no others. */
final class SetModel {
  private static final String SET = "set";

  private final Models models;
  private final Told told;

  SetModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check(Shop shop) {
    told.customers.forEach((customer, partner) -> check(shop.of(partner), customer));
    Map<String, Map<Integer, Set<String>>> current = new TreeMap<>();
    for (var shown : told.shown) {
      var ordinals = current.computeIfAbsent(shown.software(), _ -> new TreeMap<>());
      shown
          .keys()
          .forEach(
              (ordinal, key) -> ordinals.computeIfAbsent(ordinal, _ -> new TreeSet<>()).add(key));
    }
    for (var rotated : told.rotated) {
      current
          .getOrDefault(rotated.software(), Map.of())
          .values()
          .forEach(keys -> keys.remove(rotated.old()));
    }
    current.forEach(
        (software, ordinals) -> areListed(shop.of(told.ownerOf(software)), software, ordinals));
  }

  private void check(Client agent, String customer) {
    var orders = Models.all(agent, customer + "/orders", "items");
    var ids = Models.texts(orders, "orderId");
    var known = new TreeSet<String>();
    told.bought.stream()
        .filter(bought -> bought.customer().equals(customer))
        .forEach(bought -> known.add(bought.id()));
    models.unless(ids.size() == orders.size(), SET, customer, "orders listed twice: " + orders);
    for (var id : known) {
      models.unless(ids.contains(id), SET, id, "an order that is not listed");
    }
    var more = ids.size() - known.size();
    models.unless(
        more <= told.maybes("buy", customer),
        SET,
        customer,
        "%s orders that no client was told of".formatted(more));
    var software = Models.all(agent, customer + "/software", "items");
    Map<String, JsonNode> lines = new HashMap<>();
    for (var each : software) {
      var path = customer + "/software/" + each.path("entitlementId").asText();
      models.unless(lines.put(path, each) == null, SET, path, "listed twice");
    }
    for (var bought : told.bought) {
      for (var line : bought.lines()) {
        var listed = lines.get(line.software());
        if (bought.customer().equals(customer)) {
          models.unless(listed != null, SET, line.software(), "not listed");
        }
        if (listed != null) {
          var now = System.nanoTime();
          told.seen.add(
              new Told.Seen(
                  line.software(), listed.path("activeQuantity").asInt(), new Told.Span(now, now)));
        }
      }
    }
  }

  private void areListed(Client agent, String software, Map<Integer, Set<String>> ordinals) {
    var listed = Models.all(agent, software + "/keys", "items");
    var uncertain = told.maybes("rotate", software) > 0;
    ordinals.forEach(
        (ordinal, keys) -> {
          var ofOrdinal =
              listed.stream().filter(each -> each.path("ordinal").asInt() == ordinal).toList();
          models.unless(
              ofOrdinal.stream().filter(each -> !isReplaced(each)).count() == 1,
              SET,
              software,
              "key %s is not listed exactly once: %s".formatted(ordinal, ofOrdinal));
          models.unless(
              uncertain || (keys.size() == 1 && isCurrent(keys.iterator().next(), ofOrdinal)),
              SET,
              software,
              "key %s was told to be %s, but is %s".formatted(ordinal, keys, ofOrdinal));
        });
  }

  private static boolean isCurrent(String key, List<JsonNode> listed) {
    return listed.stream()
        .anyMatch(each -> !isReplaced(each) && key.endsWith(each.path("lastFive").asText()));
  }

  private static boolean isReplaced(JsonNode key) {
    return key.path("state").asText().equals("REVOKED");
  }
}
