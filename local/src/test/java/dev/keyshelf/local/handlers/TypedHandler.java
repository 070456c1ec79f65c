package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;

/** Answers with a header, two cookies and the method of its request. */
public final class TypedHandler extends GenericHandler {
  @Override
  APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(201)
        .withHeaders(Map.of("X-Kind", "typed"))
        .withCookies(List.of("a=1", "b=2"))
        .withBody("method " + event.getRequestContext().getHttp().getMethod())
        .build();
  }
}
