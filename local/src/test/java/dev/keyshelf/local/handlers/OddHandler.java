package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;

/** Fails in the way that the path names. */
public final class OddHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, Map<String, Object>> {
  @Override
  public Map<String, Object> handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return switch (event.getPathParameters().getOrDefault("what", "")) {
      case "throws" -> throw new IllegalStateException("this failure is intended");
      case "huge" -> Map.of("statusCode", 200, "body", "x".repeat(6 * 1024 * 1024 + 1024));
      case "split" -> Map.of("statusCode", 200, "headers", Map.of("x-a", "1\r\nx-b: 2"));
      case "base64" -> Map.of("statusCode", 200, "isBase64Encoded", true, "body", "AAEC");
      case "status" -> Map.of("statusCode", 99);
      default -> Map.of("plain", "answer");
    };
  }
}
