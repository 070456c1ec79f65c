package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** All pages of a search. */
final class Pages {
  private static final int MOST = 80;

  private Pages() {}

  /**
   * Asks for all pages, and returns the first refusal or all that was found: in order and page by
   * page where an order is defined.
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
      // Whether an empty page follows the last item is the endpoint's own affair.
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
