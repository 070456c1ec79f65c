package dev.keyshelf.local.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A client of the API.
 *
 * @param token the bearer token; empty for a client without one
 */
public record Client(HttpClient http, URI base, String token) {
  /** Reads a path. */
  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /** Sends a command with a new idempotency key. */
  public Answer post(String path, String json) {
    return postOnce(path, json, UUID.randomUUID().toString());
  }

  /** Sends a command with this idempotency key. */
  public Answer postOnce(String path, String json, String idempotencyKey) {
    return send(
        "POST",
        path,
        json.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        idempotencyKey);
  }

  /** Sends a PATCH with a new idempotency key. */
  Answer patch(String path, String json) {
    return patchOnce(path, json, UUID.randomUUID().toString());
  }

  /** Sends a PATCH with this idempotency key. */
  public Answer patchOnce(String path, String json, String idempotencyKey) {
    return send(
        "PATCH",
        path,
        json.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        idempotencyKey);
  }

  /** Starts a download as a program does. If the id is empty, the server makes one. */
  public Answer start(String link, String downloadId) {
    return send(
        "POST",
        link,
        (downloadId.isEmpty() ? "" : "download=" + downloadId).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Accept",
        "application/json");
  }

  /** Follows a redirect to a file, whose bytes come from the store and not from the API. */
  public byte[] fetch(Answer redirect) {
    var answer = sent(HttpRequest.newBuilder(URI.create(redirect.header("Location"))));
    return answer.expect(200).response().body();
  }

  /** Uploads a file as the answer says. The HTTP client itself sets the length of the body. */
  public void upload(Answer begun, byte[] content) {
    var put =
        HttpRequest.newBuilder(URI.create(begun.at("/upload/url")))
            .PUT(BodyPublishers.ofByteArray(content));
    begun.json().at("/upload/headers").properties().stream()
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    sent(put).expect(200);
  }

  Answer send(String method, String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return sent(request);
  }

  private Answer sent(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      return new Answer(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException failed) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
