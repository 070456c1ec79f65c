package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends ids in paths that belong to others, do not exist, or look like something else. */
class IdsTest extends BadInput {
  private static Stream<String> ids() {
    return Stream.of(
        "..%2fx",
        "%2e%2e%2f",
        "%2e%2e",
        "%00",
        ";",
        "a;b=c",
        "%23",
        "ORDER%231",
        "CUSTOMER%23partner-a%231",
        "%25",
        "x".repeat(300),
        customer.substring(customer.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT),
        "8" + "Z".repeat(25),
        "01M7W2Y7M0PV25GRW7BRT4GZ53",
        "01M7W2Y7M0PV25GRW7BRT4GZ53-1",
        "01M7W2Y7M0PV25GRW7BRT4GZ53-26",
        "01M7W2Y7M0PV25GRW7BRT4GZ53-01",
        "%EF%BC%90");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void areNotFoundAndNeverReadAsAnythingElse(String id) {
    for (var path :
        Arrays.asList(
            "/v1/customers/" + id,
            "/v1/customers/" + id + "/orders",
            "/v1/customers/" + id + "/software",
            customer + "/orders/" + id,
            customer + "/orders/" + id + "/cancellation",
            customer + "/software/" + id,
            customer + "/software/" + id + "/links",
            "/v1/invoices/" + id,
            "/v1/documents/" + id)) {
      agent.get(path).expectRefusal("404 not-found");
    }
    agent.get("/v1/catalog/products/" + id + "?market=US").expectRefusal("404 not-found");
    agent.post("/v1/customers/" + id + "/orders", ONE).expectRefusal("404 not-found");
    agent.post(customer + "/software/" + id + "/keys", "").expectRefusal("404 not-found");
    agent
        .post(customer + "/orders/" + id + "/cancellation", Shop.citing("any"))
        .expectRefusal("404 not-found");
  }

  @Test
  void thatAreEmptyMakeAnotherPath() {
    for (var path : Arrays.asList("/v1/customers/", "/v1/customers//orders", customer + "/")) {
      assertThat(agent.get(path).expect(404).text()).isEqualTo("{\"message\":\"Not Found\"}");
    }
  }
}
