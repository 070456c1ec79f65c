package dev.keyshelf.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Reads answers of functions to HTTP requests. */
final class Answers {
  private Answers() {}

  static void assertStatus(JsonNode answer, int status) {
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(status);
  }

  static void assertPdf(JsonNode answer) {
    assertStatus(answer, 200);
    var bytes = Base64.getDecoder().decode(answer.path("body").asText());
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
  }

  static String header(JsonNode answer, String name) {
    return answer.path("headers").properties().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElse("");
  }
}
