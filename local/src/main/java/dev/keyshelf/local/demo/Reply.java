package dev.keyshelf.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What a server answered. */
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
      throw new UncheckedIOException(method + " " + path + " answered no JSON", notJson);
    }
  }

  /** Gives a text of the body by its JSON pointer. */
  String at(String pointer) {
    var found = json().at(pointer);
    if (found.isMissingNode()) {
      throw new UnexpectedAnswer("%s %s answered nothing at %s".formatted(method, path, pointer));
    }
    return found.asText();
  }

  /** Gives an amount of the body by its JSON pointer, with its currency. */
  String amountAt(String pointer) {
    return at(pointer + "/amount") + " " + at(pointer + "/currency");
  }
}
