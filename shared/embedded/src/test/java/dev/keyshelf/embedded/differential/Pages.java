package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads all pages of a search. */
final class Pages {
  private static final int MOST = 80;

  private Pages() {}

  /**
   * Requests all pages. Returns the first refusal, or all items found. If the search has a defined
   * order, the result keeps it and includes the count of each page.
   */
  static Answer of(Endpoint endpoint, Request search) {
    var items = JsonNodeFactory.instance.arrayNode();
    var pages = JsonNodeFactory.instance.arrayNode();
    int count = 0;
    int examined = 0;
    JsonNode last = JsonNodeFactory.instance.missingNode();
    for (int i = 0; i < MOST; i++) {
      var body = search.body().deepCopy();
      if (last.isObject()) {
        body.set("ExclusiveStartKey", last);
      }
      var answer = endpoint.send(search.operation(), body);
      if (!answer.isOk()) {
        return answer;
      }
      var page = answer.body();
      page.path("Items").forEach(items::add);
      count += page.path("Count").asInt();
      examined += page.path("ScannedCount").asInt();
      last = page.path("LastEvaluatedKey");
      // Endpoints may differ in whether an empty page follows the last item.
      if (page.path("ScannedCount").asInt() > 0) {
        pages
            .addObject()
            .put("Count", page.path("Count").asInt())
            .put("ScannedCount", page.path("ScannedCount").asInt());
      }
      if (!last.isObject()) {
        break;
      }
    }
    var all = JsonNodeFactory.instance.objectNode();
    all.put("Count", count).put("ScannedCount", examined).put("ended", !last.isObject());
    all.set("Items", search.ordered() ? items : Answer.sorted(items));
    if (search.ordered()) {
      all.set("pages", pages);
    }
    return new Answer(200, all);
  }
}
