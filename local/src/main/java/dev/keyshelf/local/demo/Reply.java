package dev.keyshelf.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A server's response, with the request that it answers. */
record Reply(String method, String path, HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  byte[] bytes() {
    return response.body();
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(method + " " + path + " did not return JSON", notJson);
    }
  }

  /**
   * Returns a value of the body as text.
   *
   * @param pointer a JSON pointer
   * @throws UnexpectedAnswer if the body has no such value
   */
  String at(String pointer) {
    var found = json().at(pointer);
    if (found.isMissingNode()) {
      throw new UnexpectedAnswer("%s %s returned no %s".formatted(method, path, pointer));
    }
    return found.asText();
  }

  /** Returns an amount of the body with its currency, by its JSON pointer. */
  String amountAt(String pointer) {
    return at(pointer + "/amount") + " " + at(pointer + "/currency");
  }
}
