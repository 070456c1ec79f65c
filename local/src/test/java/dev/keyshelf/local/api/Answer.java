package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An answer of the API. */
public record Answer(HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers that differ between all requests. */
  private static final Set<String> ONCE_ONLY =
      Set.of(":status", "date", "content-length", "x-request-id", "apigw-requestid");

  /** Internal words of Keyshelf and its stores that no client may see. */
  private static final List<String> INSIDES =
      List.of(
          "exception",
          "dev.keyshelf",
          "software.amazon",
          "dynamodb",
          "arn:",
          "keyshelf_",
          "attribute_",
          "conditionalcheck",
          "com.fasterxml",
          "\\tat ");

  /** A type of events, as a client names it. Names of classes have capital letters. */
  private static final String EVENT_TYPE = "dev\\.keyshelf(\\.[a-z-]+)+\\.(v[0-9]+|\\*)";

  /** Returns the status. */
  public int status() {
    return response.statusCode();
  }

  /** Returns the first value of a header, or an empty string if there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Returns the body as text. */
  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Parses the body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(text(), notJson);
    }
  }

  /** Returns the text at a JSON pointer of the body, or an empty string if there is none. */
  public String at(String pointer) {
    return json().at(pointer).asText();
  }

  /** Returns the texts of all fields with this name, anywhere in the body. */
  public List<String> all(String field) {
    return json().findValuesAsText(field);
  }

  /** Returns the status and the code, such as {@code 404 not-found}. */
  String refusal() {
    return status() + " " + at("/code");
  }

  /** Expects a status. */
  public Answer expect(int status) {
    assertThat(status()).as("%s: %s", response.uri(), text()).isEqualTo(status);
    return this;
  }

  /** Expects a refusal with this status and code, in the form that all problems have. */
  public Answer expectRefusal(String statusAndCode) {
    assertThat(header("content-type")).as(text()).isEqualTo("application/problem+json");
    assertThat(refusal()).as(text()).isEqualTo(statusAndCode);
    assertThat(at("/status")).isEqualTo(Integer.toString(status()));
    assertThat(at("/type")).isEqualTo("https://keyshelf.dev/problems/" + at("/code"));
    assertThat(at("/instance")).isEqualTo("urn:request:" + header("x-request-id"));
    assertThat(header("x-request-id")).isNotEmpty();
    assertThat(at("/title")).isNotEmpty();
    assertThat(at("/detail")).isNotEmpty();
    assertThat(header("cache-control")).isEqualTo("no-store");
    assertThat(text().replaceAll(EVENT_TYPE, "").toLowerCase(Locale.ROOT)).doesNotContain(INSIDES);
    return this;
  }

  /** Expects faults at exactly these JSON pointers. */
  Answer expectPointers(String... pointers) {
    assertThat(all("pointer")).as(text()).containsExactly(pointers);
    return this;
  }

  /** Returns all that a client can compare, without the request's id. */
  String comparable() {
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.keySet().removeAll(ONCE_ONLY);
    return "%s %s %s".formatted(status(), headers, text().replace(header("x-request-id"), ""));
  }
}
