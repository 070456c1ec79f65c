package dev.keyshelf.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** An answer: its status, headers, media type and text. */
public record Answer(int status, Map<String, String> headers, String mediaType, String body)
    implements Reply {
  private static final String JSON = "application/json";

  /** Copies the headers in. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Gives a 200 with a JSON body. */
  public static Answer ok(JsonNode body) {
    return new Answer(200, Map.of(), JSON, Json.write(body));
  }

  /** Gives a 201 with a JSON body, and where the new thing is. */
  public static Answer created(String location, JsonNode body) {
    return new Answer(201, Map.of("Location", location), JSON, Json.write(body));
  }

  /** Gives a 303: the client goes on there with GET. */
  public static Answer seeOther(String location) {
    return new Answer(303, Map.of("Location", location), "text/plain", "");
  }

  /** Gives a 307: the client goes there with the same method. */
  public static Answer temporaryRedirect(String location) {
    return new Answer(307, Map.of("Location", location), "text/plain", "");
  }

  /** Gives a page. */
  public static Answer html(int status, String page) {
    return new Answer(status, Map.of(), "text/html; charset=utf-8", page);
  }

  /** Gives this with one more header. */
  public Answer withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, mediaType, body);
  }

  /** Gives this with a mark that nobody may keep it. */
  public Answer notStored() {
    return withHeader("Cache-Control", "no-store");
  }
}
