package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The first two bytes of an input choose the function, and the third byte a part of the request.
 * The rest is that part.
 */
class RequestFuzzTest {
  private static final Edge EDGE = new Edge();
  private static final int LENGTH_OF_CHOICE = 3;

  /** The parts of an event that come from a client or from the issuer of its token. */
  private enum Part {
    BODY,
    BODY_IN_BASE64,
    QUERY,
    PATH,
    COOKIE,
    ACCEPT,
    CONTENT_TYPE,
    CONTENT_ENCODING,
    IDEMPOTENCY_KEY,
    RANGE,
    IF_NONE_MATCH,
    ACCEPT_LANGUAGE,
    USER_AGENT,
    ROLES,
    PARTNER,
    SUBJECT;

    void put(ObjectNode event, String text, byte[] bytes) {
      var context = event.withObjectProperty("requestContext");
      var headers = event.withObjectProperty("headers");
      switch (this) {
        case BODY -> event.put("body", text).put("isBase64Encoded", false);
        case BODY_IN_BASE64 ->
            event
                .put("body", Base64.getEncoder().encodeToString(bytes))
                .put("isBase64Encoded", true);
        case QUERY -> event.put("rawQueryString", text);
        case PATH -> {
          var variables = event.withObjectProperty("pathParameters");
          variables.properties().forEach(variable -> variables.put(variable.getKey(), text));
          event.put("rawPath", "/" + text);
        }
        case COOKIE -> event.putArray("cookies").add(text);
        case ACCEPT,
            CONTENT_TYPE,
            CONTENT_ENCODING,
            IDEMPOTENCY_KEY,
            RANGE,
            IF_NONE_MATCH,
            ACCEPT_LANGUAGE ->
            headers.put(name().toLowerCase(Locale.ROOT).replace('_', '-'), text);
        case USER_AGENT -> {
          headers.put("user-agent", text);
          context.withObjectProperty("http").put("userAgent", text);
        }
        case ROLES -> claims(context).put("roles", text);
        case PARTNER -> claims(context).put("partner_id", text);
        case SUBJECT -> claims(context).put("sub", text);
      }
    }

    private static ObjectNode claims(ObjectNode context) {
      return context
          .withObjectProperty("authorizer")
          .withObjectProperty("jwt")
          .withObjectProperty("claims");
    }
  }

  @FuzzTest(maxDuration = "10m")
  void isAnsweredOrReachesTheStoreWhateverAPartOfItIs(byte[] input) {
    if (input.length < LENGTH_OF_CHOICE) {
      return;
    }
    var function = EDGE.functionAt(((input[0] & 0xFF) << 8) | (input[1] & 0xFF));
    var parts = List.of(Part.values());
    var bytes = Arrays.copyOfRange(input, LENGTH_OF_CHOICE, input.length);
    var event = Edge.event(function);
    parts
        .get((input[2] & 0xFF) % parts.size())
        .put(event, new String(bytes, StandardCharsets.UTF_8), bytes);
    EDGE.answer(function, event).ifPresent(Edge::mustBeAnswer);
  }
}
