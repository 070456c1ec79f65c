package dev.keyshelf.bench;

import dev.keyshelf.local.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Some clients, each with a customer of its own, who place orders of so many lines. */
final class OrderLoad {
  private static final String LINE = "{\"skuId\": \"ws2019-std-16core\", \"quantity\": 2}";

  private final OneMachine machine;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> customers = new ArrayList<>();
  private final String body;
  private final String token;

  OrderLoad(OneMachine machine, int clients, int lines) {
    this.machine = machine;
    this.token = machine.tokenFor("partner-a", "bench@partner-a.example", "AdminAgent");
    this.body = "{\"lines\": [" + String.join(",", Collections.nCopies(lines, LINE)) + "]}";
    for (int i = 0; i < clients; i++) {
      customers.add(customer());
    }
  }

  private String customer() {
    var guid = UUID.randomUUID();
    var customer =
        """
        {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
        """
            .formatted(guid, guid);
    return post("/v1/customers", customer).headers().firstValue("location").orElseThrow();
  }

  /** Places so many orders in all; each call is timed from its request to its whole answer. */
  Latencies place(int orders) {
    var nanos = new long[orders];
    var next = new AtomicInteger();
    var start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = new ArrayList<Future<?>>();
      for (var customer : customers) {
        Callable<Integer> client = () -> placeUntilDone(customer, next, nanos);
        working.add(threads.submit(client));
      }
      for (var each : working) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("an order was not placed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return Latencies.of(nanos, System.nanoTime() - start);
  }

  private int placeUntilDone(String customer, AtomicInteger next, long[] nanos) {
    var placed = 0;
    for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
      var start = System.nanoTime();
      post(customer + "/orders", body);
      nanos[i] = System.nanoTime() - start;
      placed++;
    }
    return placed;
  }

  private HttpResponse<String> post(String path, String json) {
    var request =
        HttpRequest.newBuilder(machine.baseUrl().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
