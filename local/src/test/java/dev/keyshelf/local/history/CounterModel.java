package dev.keyshelf.local.history;

import dev.keyshelf.local.api.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A counter: a link counts each start that clients were told succeeded, perhaps starts whose
 * clients gave up, no others, and never more than its limit.
 */
final class CounterModel {
  private static final String COUNTER = "counter";

  private final Models models;
  private final Told told;

  CounterModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check(Shop shop, List<Map<String, AttributeValue>> items) {
    Map<String, Integer> downloads = new HashMap<>();
    for (var item : items) {
      var sort = Objects.requireNonNull(item.get("sk")).s();
      if (sort.startsWith("DOWNLOAD#")) {
        downloads.merge(sort.substring("DOWNLOAD#".length()), 1, Integer::sum);
      }
    }
    for (var started : told.started) {
      models.unless(
          downloads.getOrDefault(started.download(), 0) == 1,
          COUNTER,
          started.link().id(),
          "download %s is in the table %s times"
              .formatted(started.download(), downloads.getOrDefault(started.download(), 0)));
    }
    var bySoftware = told.links.stream().collect(Collectors.groupingBy(Told.Link::software));
    bySoftware.forEach(
        (software, links) -> {
          Map<String, Integer> used = new TreeMap<>();
          Models.all(shop.of(told.ownerOf(software)), software + "/links", "items")
              .forEach(
                  link ->
                      used.put(link.path("linkId").asText(), link.path("downloadsUsed").asInt()));
          links.forEach(link -> isCounted(link, used));
          models.unless(
              used.size() - links.size() <= told.maybes("link", software),
              COUNTER,
              software,
              "links that no client was told of: " + used.keySet());
        });
  }

  private void isCounted(Told.Link link, Map<String, Integer> listed) {
    var used = listed.get(link.id());
    models.unless(used != null, COUNTER, link.id(), "a link that is not listed");
    var downloads = new TreeSet<String>();
    told.started.stream()
        .filter(started -> started.link().id().equals(link.id()))
        .forEach(started -> downloads.add(started.download()));
    var most = downloads.size() + told.maybes("start", link.software() + " " + link.id());
    models.unless(
        used != null && used >= downloads.size() && used <= Math.min(most, Assortment.DOWNLOADS),
        COUNTER,
        link.id(),
        "counted %s, but %s succeeded, and at most %s were sent"
            .formatted(used, downloads.size(), most));
  }
}
