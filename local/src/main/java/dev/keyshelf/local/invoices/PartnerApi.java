package dev.keyshelf.local.invoices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.local.fault.ProblemText;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Reads a partner's API. It follows redirects, and repeats requests that come too early. */
public final class PartnerApi implements AutoCloseable {
  private static final int OK = 200;
  private static final int SEE_OTHER = 303;
  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_ACCEPTABLE = 406;

  /** The statuses that ask to come again: too many requests, and two of an overloaded server. */
  private static final Set<Integer> LATER = Set.of(429, 500, 503);

  private static final int ATTEMPTS = 5;
  private static final int REDIRECTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Endpoint endpoint;

  /** Creates a client of an API. */
  public PartnerApi(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The answer to a read.
   *
   * @param isThere false if there is no such representation: the body is the problem
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
  record Fetched(boolean isThere, byte[] body) {
    /** Returns the body as JSON, or a missing node if it is none. */
    JsonNode json() {
      return parsed(body);
    }
  }

  /**
   * Reads a path.
   *
   * @return the representation, or the problem if there is none of this type (406)
   * @throws UserFault if the server does not answer, or refuses the request in any other way
   */
  Fetched get(String path, String accept) throws InterruptedException {
    var at = endpoint.server().resolve(path);
    var response = sent(at, accept);
    for (int i = 0; i < REDIRECTS && response.statusCode() == SEE_OTHER; i++) {
      at = at.resolve(response.headers().firstValue("Location").orElse(""));
      response = sent(at, accept);
    }
    return switch (response.statusCode()) {
      case OK -> new Fetched(true, response.body());
      case NOT_ACCEPTABLE -> new Fetched(false, response.body());
      default -> throw refused(path, response);
    };
  }

  private HttpResponse<byte[]> sent(URI at, String accept) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      var response = sentOnce(at, accept);
      if (!LATER.contains(response.statusCode()) || attempt == ATTEMPTS) {
        return response;
      }
      Thread.sleep(pause(response));
    }
  }

  private static Duration pause(HttpResponse<byte[]> response) {
    var wanted =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ofSeconds(1));
    return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
  }

  private HttpResponse<byte[]> sentOnce(URI at, String accept) throws InterruptedException {
    var request = HttpRequest.newBuilder(at).timeout(PATIENCE).header("Accept", accept);
    // A presigned URL is refused if the request has a second authorization.
    if (at.getAuthority().equals(endpoint.server().getAuthority())) {
      request.header("Authorization", "Bearer " + endpoint.token());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException lost) {
      throw new UserFault(endpoint + " does not answer", lost);
    }
  }

  private UserFault refused(String path, HttpResponse<byte[]> response) {
    var problem = parsed(response.body());
    if (problem.has("code")) {
      return new UserFault(ProblemText.of(problem));
    }
    return new UserFault(
        response.statusCode() == UNAUTHENTICATED
            ? endpoint + " does not accept the token; give a valid one with --token"
            : "%s answers %s to %s".formatted(endpoint, response.statusCode(), path));
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
