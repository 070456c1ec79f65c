package dev.keyshelf.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that one consistent shop could have given the clients all their answers. */
final class Models {
  private final Told told;
  private final List<String> wrong = new ArrayList<>();

  private Models(Told told) {
    this.told = told;
  }

  /** Returns the contradictions, each with the last requests about its subject. */
  static List<String> contradictions(Shop shop, Told told, CommitOrder order) {
    var models = new Models(told);
    var items = shop.items();
    new SetModel(models, told).check(shop);
    new CounterModel(models, told).check(shop, items);
    new BankModel(models, told).check(shop);
    new ResaleModel(models, told).check(shop);
    new ClaimModel(models, told).check();
    new RegisterModel(models, told).check();
    order.check(models, items);
    var now = shop.machine().clock().instant().toString();
    for (var item : items) {
      // Sold keys are also in this index, by batch.
      if (!item.containsKey("windowClosesAt")) {
        continue;
      }
      var due = item.getOrDefault("windowSort", AttributeValue.fromS("3")).s();
      models.unless(due.compareTo(now) > 0, "windows", due, "still open after two runs");
    }
    return models.wrong;
  }

  void unless(boolean holds, String model, String about, String what) {
    if (!holds) {
      wrong.add("%s %s: %s%s".formatted(model, about, what, told.last(about)));
    }
  }

  /** Reads every page of a list. */
  static List<JsonNode> all(Client client, String path, String field) {
    var all = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = client.get(path + cursor).expect(200).json();
      page.path(field).forEach(all::add);
      cursor = page.has("next") ? "?cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  static Set<String> texts(List<JsonNode> all, String field) {
    var texts = new TreeSet<String>();
    all.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }
}
