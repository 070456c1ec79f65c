package dev.keyshelf.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.bench.command.Desk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages of lists by name, which are read again and again. */
final class Pages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk desk;
  private final Map<String, Page> pages = new LinkedHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Page(String function, byte[] event) {}

  Pages(Desk desk) {
    this.desk = desk;
  }

  /**
   * Adds a page.
   *
   * @param event the event that asks the function for it
   */
  void add(String name, String function, byte[] event) {
    pages.put(name, new Page(function, event));
  }

  /** Adds the first page of a list that names no objects in its path. */
  void add(String name, String function, String path, String query) {
    add(name, function, desk.list(function, path, query));
  }

  /** Returns the number of rows in each page. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new LinkedHashMap<>();
    pages.forEach((name, page) -> rows.put(name, read(page)));
    return rows;
  }

  /** Reads each page this often, and adds the durations. */
  void time(Map<String, List<Long>> took, int calls) {
    pages.forEach(
        (name, page) -> {
          for (int i = 0; i < calls; i++) {
            Grown.time(took, name, () -> read(page));
          }
        });
  }

  private int read(Page page) {
    var body = desk.invoke(page.function(), page.event()).path("body").asText();
    try {
      for (var field : JSON.readTree(body)) {
        if (field.isArray()) {
          return field.size();
        }
      }
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(body, notJson);
    }
    throw new IllegalStateException("no list: " + body);
  }
}
