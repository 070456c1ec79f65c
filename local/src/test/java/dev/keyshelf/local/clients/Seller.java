package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A user of a partner who buys software and creates download links for it. */
class Seller implements AutoCloseable {
  static final String WINDOWS = "ws2019-std-16core";
  static final String SQL_FOR_A_YEAR = "sql2019-std-2core-p1y";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Supplier<String> token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Seller(URI base, Supplier<String> token) {
    this.base = base;
    this.token = token;
  }

  URI base() {
    return base;
  }

  /** Buys two of a SKU for a new customer. Returns the path of the order. */
  String buys(String sku) {
    var guid = UUID.randomUUID();
    var customer =
        post(
            "/v1/customers",
            """
            {"companyName": "Northwind", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
            """
                .formatted(guid, guid));
    var path = "/v1/customers/" + customer.at("/customerId").asText();
    var order =
        post(
            path + "/orders", "{\"lines\": [{\"skuId\": \"%s\", \"quantity\": 2}]}".formatted(sku));
    return path + "/orders/" + order.at("/orderId").asText();
  }

  /** Creates a link to a file of an order's first line. Returns the link's URL. */
  URI link(String order, String type) {
    var software = order.replace("/orders/", "/software/") + "-1";
    var link =
        post(
            software + "/links",
            "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"%s\"}"
                .formatted(type));
    return URI.create(link.at("/url").asText());
  }

  /** Creates a link to a file for a new order. */
  URI link(String type) {
    return link(buys(WINDOWS), type);
  }

  void cancel(String order) {
    var quote = json(send("GET", uri(order + "/cancellation"), ""), 200);
    post(
        order + "/cancellation",
        "{\"quoteId\": \"%s\", \"reasonCode\": \"OTHER\", \"acknowledged\": true}"
            .formatted(quote.at("/quoteId").asText()));
  }

  /** Revokes all links of an order's first line. */
  void revokeLinks(String order) {
    post(order.replace("/orders/", "/software/") + "-1/links/revocation", "{}");
  }

  /** Starts a download as a program does. Returns the URL of its session. */
  URI start(URI link, String... headers) {
    var all = new ArrayList<>(List.of("Accept", "application/json"));
    all.addAll(List.of(headers));
    var started = json(send("POST", link, "", all.toArray(String[]::new)), 200);
    return link.resolve(started.at("/session").asText());
  }

  /** Returns how many downloads a link has left. */
  int left(URI link) {
    return json(send("GET", link, "", "Accept", "application/json"), 200)
        .at("/downloadsLeft")
        .asInt();
  }

  /** Reads a CSV export for people, as the user of this token. */
  String table(URI uri, String token) {
    var request =
        HttpRequest.newBuilder(uri)
            .headers("Accept", "text/csv", "Authorization", "Bearer " + token)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException("GET " + uri, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Returns the Repr-Digest header of a session: the file's SHA-256 in the form of RFC 9530. */
  String reprDigest(URI session) {
    return send("HEAD", session, "").headers().firstValue("repr-digest").orElse("");
  }

  private URI uri(String path) {
    return URI.create(base + path);
  }

  private JsonNode post(String path, String json) {
    return json(send("POST", uri(path), json, "Content-Type", "application/json"), 0);
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode())
        .as("%s: %s", response.uri(), response.body())
        .matches(got -> status == 0 ? got < 300 : got == status);
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private HttpResponse<String> send(String method, URI uri, String body, String... headers) {
    var all =
        new ArrayList<>(
            List.of(
                "Authorization",
                "Bearer " + token.get(),
                "Idempotency-Key",
                UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    var request =
        HttpRequest.newBuilder(uri)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .headers(all.toArray(String[]::new))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(method + " " + uri, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
