package dev.keyshelf.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads API Gateway's events of payload format 2.0, and writes responses. Lambda's runtime would do
 * the same by reflection, with a copy of Jackson of its own, which takes a tenth of a cold start
 * ({@code ./keyshelf-bench starts}).
 */
final class GatewayJson {
  private GatewayJson() {}

  /**
   * Reads an event. Fields that no function looks at are left out.
   *
   * @throws JsonProcessingException if the bytes are not one JSON value
   */
  static APIGatewayV2HTTPEvent event(byte[] json) throws JsonProcessingException {
    var read = Json.readRequest(new String(json, StandardCharsets.UTF_8));
    var event = new APIGatewayV2HTTPEvent();
    event.setVersion(text(read, "version"));
    event.setRouteKey(text(read, "routeKey"));
    event.setRawPath(text(read, "rawPath"));
    event.setRawQueryString(text(read, "rawQueryString"));
    event.setCookies(list(read.path("cookies")));
    event.setHeaders(map(read.path("headers")));
    event.setPathParameters(map(read.path("pathParameters")));
    event.setStageVariables(map(read.path("stageVariables")));
    event.setBody(text(read, "body"));
    event.setIsBase64Encoded(read.path("isBase64Encoded").asBoolean());
    if (read.path("requestContext") instanceof ObjectNode context) {
      event.setRequestContext(context(context));
    }
    return event;
  }

  private static RequestContext context(ObjectNode read) {
    var context = new RequestContext();
    context.setRouteKey(text(read, "routeKey"));
    context.setDomainName(text(read, "domainName"));
    context.setRequestId(text(read, "requestId"));
    if (read.path("http") instanceof ObjectNode from) {
      var http = new Http();
      http.setMethod(text(from, "method"));
      http.setPath(text(from, "path"));
      http.setProtocol(text(from, "protocol"));
      http.setSourceIp(text(from, "sourceIp"));
      http.setUserAgent(text(from, "userAgent"));
      context.setHttp(http);
    }
    if (read.path("authorizer") instanceof ObjectNode from) {
      context.setAuthorizer(authorizer(from));
    }
    return context;
  }

  private static Authorizer authorizer(ObjectNode read) {
    var authorizer = new Authorizer();
    if (read.path("jwt") instanceof ObjectNode from) {
      var jwt = new JWT();
      jwt.setClaims(map(from.path("claims")));
      authorizer.setJwt(jwt);
    }
    var passed = map(read.path("lambda"));
    if (passed != null) {
      authorizer.setLambda(new LinkedHashMap<>(passed));
    }
    return authorizer;
  }

  private static @Nullable String text(JsonNode object, String field) {
    return object.path(field).textValue();
  }

  /** Returns the texts of an object, or null if there is none. Other values are left out. */
  private static @Nullable Map<String, String> map(JsonNode object) {
    if (!object.isObject()) {
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (var field : object.properties()) {
      if (field.getValue().isTextual()) {
        texts.put(field.getKey(), field.getValue().textValue());
      }
    }
    return texts;
  }

  private static @Nullable List<String> list(JsonNode array) {
    if (!array.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (var each : array) {
      texts.add(each.asText());
    }
    return texts;
  }

  /** Returns a response in UTF-8. Fields without a value are left out. */
  static byte[] response(APIGatewayV2HTTPResponse response) {
    var json = Json.object().put("statusCode", response.getStatusCode());
    if (response.getHeaders() != null) {
      response.getHeaders().forEach(json.putObject("headers")::put);
    }
    if (response.getCookies() != null) {
      response.getCookies().forEach(json.putArray("cookies")::add);
    }
    if (response.getBody() != null) {
      json.put("body", response.getBody());
    }
    json.put("isBase64Encoded", response.getIsBase64Encoded());
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
