package dev.keyshelf.local.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.local.fault.ProblemText;
import dev.keyshelf.local.listen.FeedAnswer.Away;
import dev.keyshelf.local.listen.FeedAnswer.Page;
import dev.keyshelf.local.listen.FeedAnswer.Refused;
import dev.keyshelf.local.machine.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads pages of a feed with {@code GET /v1/events}. */
public final class FeedClient implements Feed, AutoCloseable {
  private static final int PAGE = 1000;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVERS_FAULTS = 500;

  /** The time that an answer may take beyond the seconds that the server may hold it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> types;

  /** Creates a client that asks for these types only, or for all if there are none. */
  public FeedClient(List<String> types) {
    this.types = List.copyOf(types);
  }

  @Override
  public FeedAnswer read(Endpoint endpoint, String after, int wait) throws InterruptedException {
    var query = new StringBuilder("after=%s&limit=%s&wait=%s".formatted(after, PAGE, wait));
    types.forEach(
        type -> query.append("&types=").append(URLEncoder.encode(type, StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(endpoint.server().resolve("/v1/events?" + query))
            .header("Authorization", "Bearer " + endpoint.token())
            .header("Accept", "application/json")
            .timeout(PATIENCE.plusSeconds(wait))
            .build();
    try {
      return answer(endpoint, http.send(request, BodyHandlers.ofString()));
    } catch (IOException lost) {
      return new Away(endpoint + " does not answer");
    }
  }

  private static FeedAnswer answer(Endpoint endpoint, HttpResponse<String> response) {
    var body = parsed(response.body());
    var status = response.statusCode();
    if (status == 200
        && body.path("items").isArray()
        && body.path("examinedUpTo").isIntegralNumber()) {
      var items = new ArrayList<JsonNode>();
      body.path("items").forEach(items::add);
      return new Page(items, body.path("examinedUpTo").asLong());
    }
    if (status >= SERVERS_FAULTS || status == TOO_MANY_REQUESTS) {
      return new Away("%s answers %s".formatted(endpoint, status));
    }
    if (body.has("code")) {
      return new Refused(ProblemText.of(body));
    }
    return new Refused(
        status == 401
            ? endpoint + " does not accept the token; give a valid one with --token"
            : "%s answers %s and no page of events".formatted(endpoint, status));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
