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

/** What the API answered. */
public record Answer(HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What differs from request to request, whatever is asked. */
  private static final Set<String> ONCE_ONLY =
      Set.of(":status", "date", "content-length", "x-request-id", "apigw-requestid");

  /** Words of ours and of our stores that no client should ever read. */
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

  /** Gives the status. */
  public int status() {
    return response.statusCode();
  }

  /** Gives a header; empty when there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Gives the body as text. */
  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Gives the body. */
  public JsonNode json() {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(text(), notJson);
    }
  }

  /** Gives a text of the body by its JSON pointer; empty when nothing is there. */
  public String at(String pointer) {
    return json().at(pointer).asText();
  }

  /** Gives every text of that name, wherever it is in the body. */
  public List<String> all(String field) {
    return json().findValuesAsText(field);
  }

  /** Gives status and stable code, as in {@code 404 not-found}. */
  String refusal() {
    return status() + " " + at("/code");
  }

  /** Expects a status. */
  public Answer expect(int status) {
    assertThat(status()).as("%s: %s", response.uri(), text()).isEqualTo(status);
    return this;
  }

  /** Expects a refusal with a stable code, in the one shape that refusals have. */
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
    assertThat(text().toLowerCase(Locale.ROOT)).doesNotContain(INSIDES);
    return this;
  }

  /** Expects the faults at exactly these places of the body. */
  Answer expectPointers(String... pointers) {
    assertThat(all("pointer")).as(text()).containsExactly(pointers);
    return this;
  }

  /** Gives everything that a client can compare, the request's own id aside. */
  String comparable() {
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.keySet().removeAll(ONCE_ONLY);
    return "%s %s %s".formatted(status(), headers, text().replace(header("x-request-id"), ""));
  }
}
