package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The JSON object that a request or an event has as its body. */
final class SentObject {
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";

  private SentObject() {}

  /**
   * Returns the object of a request.
   *
   * @throws ProblemException if the body is not one JSON object in UTF-8 of at most {@link
   *     Body#LONGEST} bytes
   */
  static ObjectNode of(Request request) {
    if (request.body().length > Body.LONGEST) {
      throw refused(
          ProblemCode.PAYLOAD_TOO_LARGE, "The body must have at most " + Body.LONGEST + " bytes.");
    }
    requireJson(request);
    try {
      if (Json.read(utf8(request.body())) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException | CharacterCodingException _) {
      // The exception's message may quote the client's input, so it is not passed on.
    }
    throw refused(ProblemCode.MALFORMED_JSON, "The body must be one JSON object in UTF-8.");
  }

  /**
   * Returns the object of an event.
   *
   * @throws ProblemException if it is not one JSON object
   */
  static ObjectNode ofEvent(String json) {
    try {
      if (Json.read(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException _) {
      // As above, the exception's message is not passed on.
    }
    throw refused(ProblemCode.MALFORMED_JSON, "The event must be one JSON object.");
  }

  private static void requireJson(Request request) {
    var isMerge = request.method().equals("PATCH");
    if (request
        .mediaType()
        .filter(MediaType::isUtf8)
        .map(MediaType::name)
        .filter(name -> name.equals(JSON) || (isMerge && name.equals(MERGE)))
        .isEmpty()) {
      throw refused(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, uncompressed.");
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static ProblemException refused(ProblemCode code, String detail) {
    return new ProblemException(Problem.of(code, detail));
  }
}
