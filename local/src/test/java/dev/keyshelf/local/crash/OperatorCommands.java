package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Operators;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

/** The commands of operators about support requests and stock. */
final class OperatorCommands {
  /** The route of changes of stock. */
  static final String CHANGES = "POST /v1/operator/stock/changes";

  private static final String REQUEST =
      "/v1/operator/partners/{partnerId}/support-requests/{requestId}";

  private final Shop shop;
  private final Client operator;
  private final Supplier<String> asked;

  /**
   * @param asked creates a support request of partner-a and returns its path
   */
  OperatorCommands(Shop shop, Supplier<String> asked) {
    this.shop = shop;
    this.operator = Operators.of(shop);
    this.asked = asked;
  }

  Command answer() {
    return post("/answers", "", "{\"text\": \"Soon.\"}", 201);
  }

  Command grant() {
    var json = "{\"decision\": \"GRANT\", \"note\": \"Yes.\", \"pays\": \"TERMS\"}";
    return post("/decision", "a grant", json, 200);
  }

  /** Quarantines a batch. */
  Attempt quarantine(String pool, String batch) {
    var json =
        """
        {"action": "QUARANTINE", "pool": "%s", "batch": "%s", "reason": "Recalled."}
        """
            .formatted(pool, batch);
    var key = UUID.randomUUID().toString();
    return Attempt.http(200, () -> operator.postOnce("/v1/operator/stock/changes", json, key));
  }

  private Command post(String what, String situation, String json, int status) {
    return new Command(
        "POST " + REQUEST + what,
        situation,
        () -> {
          var to = REQUEST.replace("{partnerId}", "partner-a").replace("{requestId}", request());
          var key = UUID.randomUUID().toString();
          return Attempt.http(status, () -> operator.postOnce(to + what, json, key));
        });
  }

  private String request() {
    var path = asked.get();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Decides with the function that operators invoke. */
  Attempt decide(String decision) {
    var event =
        """
        {"id": "%s", "partner": "partner-a", "requestId": "%s", "decision": "%s",%s
         "operator": "olga@distributor.example", "note": "So it is."}
        """
            .formatted(
                UUID.randomUUID(),
                request(),
                decision,
                decision.equals("GRANT") ? " \"pays\": \"TERMS\"," : "")
            .getBytes(StandardCharsets.UTF_8);
    var functions = shop.machine().functions();
    return Attempt.event(() -> functions.invoke("DecideSupportRequest", event));
  }
}
