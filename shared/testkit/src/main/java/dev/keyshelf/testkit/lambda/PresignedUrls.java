package dev.keyshelf.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;

/** Uses the presigned URLs in answers, as a client does. */
final class PresignedUrls {
  private PresignedUrls() {}

  /** Uploads a text as an answer says. */
  static void upload(JsonNode put, String text) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(put.path("url").asText()))
            .PUT(BodyPublishers.ofString(text));
    put.path("headers").properties().stream()
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  /** Downloads a file and compares it with its {@code Repr-Digest}. */
  static void download(String url, String reprDigest) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      var file = http.send(request, BodyHandlers.ofByteArray());
      assertThat(file.statusCode()).isEqualTo(200);
      String digest =
          Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(file.body()));
      assertThat(reprDigest).isEqualTo("sha-256=:" + digest + ":");
    }
  }
}
