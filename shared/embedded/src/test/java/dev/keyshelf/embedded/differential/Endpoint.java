package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.wire.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.utils.AttributeMap;

/** An endpoint of DynamoDB's JSON API. No client is in between, which would refuse requests. */
@FunctionalInterface
interface Endpoint {
  ObjectMapper JSON = new ObjectMapper();
  String PREFIX = "DynamoDB_20120810.";

  /** Sends a request. */
  Answer send(String operation, JsonNode body);

  /** Returns the store of this process, without a socket. */
  static Endpoint inProcess(URI store) {
    SdkHttpClient client = InProcess.builder().buildWithDefaults(AttributeMap.empty());
    return (operation, body) -> {
      byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
      var request =
          SdkHttpFullRequest.builder()
              .uri(store)
              .method(SdkHttpMethod.POST)
              .putHeader("X-Amz-Target", PREFIX + operation)
              .contentStreamProvider(() -> new java.io.ByteArrayInputStream(bytes))
              .build();
      try {
        var response =
            client
                .prepareRequest(
                    HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(request.contentStreamProvider().orElseThrow())
                        .build())
                .call();
        try (var answer = response.responseBody().orElseThrow()) {
          return new Answer(response.httpResponse().statusCode(), JSON.readTree(answer));
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    };
  }

  /** Returns an endpoint that is reached by HTTP, and must not check signatures. */
  static Endpoint overHttp(URI uri) {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return (operation, body) -> {
      var request =
          HttpRequest.newBuilder(uri)
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("X-Amz-Target", PREFIX + operation)
              .header("X-Amz-Date", "20260101T000000Z")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256"
                      + " Credential=differential/20260101/us-east-1/dynamodb/aws4_request,"
                      + " SignedHeaders=host, Signature=0")
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + uri, stopped);
      }
    };
  }
}
