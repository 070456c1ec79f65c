package dev.keyshelf.local.api;

import dev.keyshelf.testkit.Beginning;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Calls of routes about things that need not exist. */
final class AnyRoute {
  private AnyRoute() {}

  /** Calls a route as template.yaml has it, with an empty object as the body. */
  static Answer calledBy(Client client, String route) {
    var space = route.indexOf(' ');
    var method = route.substring(0, space);
    var path =
        route
            .substring(space + 1)
            .replace("{customerId}", "01M7W2Y7M0PV25GRW7BRT4GZ53")
            .replace("{orderId}", "01M7W3GHJ07VNQX5Q5KKJ0Z75H")
            .replace("{entitlementId}", "01M7W3GHJ07VNQX5Q5KKJ0Z75H-1")
            .replace("{month}", Beginning.MONTH.toString())
            .replaceAll("\\{[^}]+}", "1");
    return method.equals("GET")
        ? client.get(path)
        : client.send(
            method,
            path,
            "{}".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            UUID.randomUUID().toString());
  }
}
