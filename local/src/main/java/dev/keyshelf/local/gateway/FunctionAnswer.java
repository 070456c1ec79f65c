package dev.keyshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The response to a client, parsed from a function's JSON.
 *
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // written once to the wire, never compared
record FunctionAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The function's JSON is not a valid response. The client gets a 500. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static FunctionAnswer parse(byte[] json) throws Malformed {
    JsonNode answer;
    try {
      answer = JSON.readTree(json);
    } catch (IOException e) {
      throw new Malformed("the answer is not JSON");
    }
    if (!answer.isObject() || !answer.has("statusCode")) {
      // In format 2.0, JSON without a statusCode is the body of a 200.
      return new FunctionAnswer(200, Map.of("content-type", List.of("application/json")), json);
    }
    var status = answer.get("statusCode");
    if (!status.canConvertToInt() || status.intValue() < 200 || status.intValue() > 599) {
      throw new Malformed("the answer's statusCode must be from 200 to 599, was " + status);
    }
    var body = bodyOf(answer);
    return new FunctionAnswer(status.intValue(), headersOf(answer, body.length > 0), body);
  }

  private static byte[] bodyOf(JsonNode answer) throws Malformed {
    var body = answer.path("body");
    if (body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }
    if (!body.isTextual()) {
      throw new Malformed("the answer's body is not a string");
    }
    if (!answer.path("isBase64Encoded").asBoolean()) {
      return body.textValue().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body.textValue());
    } catch (IllegalArgumentException e) {
      throw new Malformed("the answer's body is not base64");
    }
  }

  private static Map<String, List<String>> headersOf(JsonNode answer, boolean hasBody) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var header : answer.path("headers").properties()) {
      put(headers, header.getKey(), List.of(header.getValue()));
    }
    for (var header : answer.path("multiValueHeaders").properties()) {
      List<JsonNode> values = new ArrayList<>();
      header.getValue().forEach(values::add);
      put(headers, header.getKey(), values);
    }
    for (var cookie : answer.path("cookies")) {
      headers.computeIfAbsent("set-cookie", _ -> new ArrayList<>()).add(cookie.asText());
    }
    if (hasBody) {
      headers.computeIfAbsent("content-type", _ -> List.of("text/plain;charset=UTF-8"));
    }
    return headers;
  }

  private static void put(Map<String, List<String>> headers, String name, List<JsonNode> values) {
    List<String> texts = new ArrayList<>();
    values.stream().filter(value -> !value.isNull()).map(JsonNode::asText).forEach(texts::add);
    if (!texts.isEmpty()) {
      headers.put(name.toLowerCase(Locale.ROOT), texts);
    }
  }
}
