package dev.keyshelf.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/**
 * The event that asks a function behind the API whether it starts: {@code
 * {"routeKey":"keyshelf:probe"}}. A new version is probed before it takes calls, and each alias
 * every day. The answer says that the process has started and its handler was made from its
 * settings. It reads and changes nothing.
 *
 * <p>No client of the API can send it. API Gateway writes each event itself: it always has a
 * request context, and its route is one of template.yaml, with a method and a path.
 */
final class Probe {
  private static final String ROUTE = "keyshelf:probe";
  private static final int NO_CONTENT = 204;

  private Probe() {}

  /** Tells whether an event is a probe. */
  static boolean is(APIGatewayV2HTTPEvent event) {
    return event.getRequestContext() == null && ROUTE.equals(event.getRouteKey());
  }

  /** Returns the answer to a probe. */
  static APIGatewayV2HTTPResponse answer() {
    return APIGatewayV2HTTPResponse.builder().withStatusCode(NO_CONTENT).build();
  }
}
