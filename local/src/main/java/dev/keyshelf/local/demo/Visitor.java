package dev.keyshelf.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A client of the API, with or without a token. It prints each request and its status. */
final class Visitor {
  /** An id. Ids and tokens are shortened, so that the rest of a path is easy to see. */
  private static final Pattern ID =
      Pattern.compile("[0-9A-HJKMNP-TV-Z]{22}([0-9A-HJKMNP-TV-Z]{4})");

  private static final Pattern SECRET =
      Pattern.compile("(?<=/d/|/d/[\\w-]{43}/)([\\w-]{6})[\\w-]{16,}");

  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 10;

  private final HttpClient http;
  private final URI base;
  private final Supplier<String> token;
  private final PrintWriter out;
  private final Consumer<Reply> witness;

  /**
   * Creates a client of a server.
   *
   * @param token supplies the bearer token; empty for none
   * @param witness receives every response
   */
  Visitor(
      HttpClient http, URI base, Supplier<String> token, PrintWriter out, Consumer<Reply> witness) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.out = out;
    this.witness = witness;
  }

  Reply get(int expected, String path, String... headers) {
    return send(expected, "GET", path, "", headers);
  }

  Reply head(int expected, String path) {
    return send(expected, "HEAD", path, "");
  }

  /** Sends a command with a new idempotency key. */
  Reply post(int expected, String path, String json) {
    return post(expected, path, json, UUID.randomUUID().toString());
  }

  Reply post(int expected, String path, String json, String idempotencyKey) {
    return send(
        expected,
        "POST",
        path,
        json,
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        idempotencyKey);
  }

  /** Sends a page's HTML form. */
  Reply submit(int expected, String path, String form, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return send(expected, "POST", path, form, all);
  }

  /** Starts a download with a new id, so that a retried request is counted once. */
  Reply start(int expected, String link, String... headers) {
    return submit(expected, link, "download=" + UUID.randomUUID(), headers);
  }

  /** Returns the same client, which prints nothing. The demo starts fifty downloads with it. */
  Visitor silently() {
    return new Visitor(http, base, token, new PrintWriter(Writer.nullWriter()), witness);
  }

  /** Retries while the response is 503. A command's idempotency key makes that safe. */
  private Reply send(int expected, String method, String path, String body, String... headers) {
    for (int attempt = 1; ; attempt++) {
      var reply = sendOnce(method, path, body, headers);
      if (reply.status() == expected) {
        return reply;
      }
      if (reply.status() != UNAVAILABLE || attempt == ATTEMPTS) {
        throw new UnexpectedAnswer(
            "%s %s returned %s, expected %s: %s"
                .formatted(method, path, reply.status(), expected, reply.text()));
      }
      await(Duration.ofSeconds(Long.parseLong(reply.header("Retry-After"))));
    }
  }

  private static void await(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnexpectedAnswer("interrupted");
    }
  }

  private Reply sendOnce(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var bearer = token.get();
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    var reply = new Reply(method, path, exchange(request.build()));
    witness.accept(reply);
    out.printf("    %-4s %s  ->  %s%n", method, shortened(path), reply.status());
    return reply;
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnexpectedAnswer("interrupted");
    }
  }

  private static String shortened(String path) {
    return ID.matcher(SECRET.matcher(path).replaceAll("$1...")).replaceAll("...$1");
  }
}
