package dev.keyshelf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The last of all tests of this module: which documented answers has no test of it met? */
@Isolated
@Order(Integer.MAX_VALUE)
class ContractCoverageTest {
  private static final Path TABLE = Path.of("target", "openapi-coverage.txt");

  /** What no gateway of a test can be brought to answer, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "429",
          "throttling is AWS's own",
          "304 GET /v1/support-requests/{requestId}/attachments/{attachmentId}",
          "its URL is signed anew each second",
          "303 GET /v1/activity",
          "megabytes of records; ReadActivityHandlerTest has them",
          "303 GET /v1/invoices/{month}",
          "megabytes of charges; ReadInvoicesHandlerTest has them",
          "410 GET /v1/customers/{customerId}/software/{entitlementId}/hybrid-benefit",
          "no product of the samples has both the benefit and a term");

  private final Conformance conformance = Conformance.OF_THE_PRODUCT;

  /** Operation by operation: each status, marked {@code +} when met and {@code -} when not. */
  private Map<String, Map<String, String>> coverage() {
    var coverage = new TreeMap<String, Map<String, String>>();
    conformance
        .contract()
        .operations()
        .forEach(
            (operation, documented) -> {
              var statuses = new TreeMap<String, String>();
              for (var response : documented.path("responses").properties()) {
                var status = response.getKey();
                if (!NOT_HERE.containsKey(status)
                    && !NOT_HERE.containsKey(status + " " + operation)) {
                  var met = conformance.met().contains(status + " " + operation);
                  statuses.put(status, met ? "+" : "-");
                }
              }
              coverage.put(operation, statuses);
            });
    return coverage;
  }

  /** A reason for what can be met would hide the next gap there. */
  @Test
  void nothingIsLeftOutThatWasMet() {
    assertThat(conformance.met()).doesNotContainAnyElementsOf(NOT_HERE.keySet());
  }

  @Test
  void everyDocumentedStatusOfEveryOperationWasAnswered() throws IOException {
    var gaps = new TreeSet<String>();
    var lines = new StringBuilder();
    var count = 0;
    for (var operation : coverage().entrySet()) {
      lines.append("  ").append(operation.getKey()).append(':');
      for (var status : operation.getValue().entrySet()) {
        lines.append(' ').append(status.getValue()).append(status.getKey());
        count++;
        if (status.getValue().equals("-")) {
          gaps.add(operation.getKey() + ": " + status.getKey());
        }
      }
      lines.append('\n');
    }
    var summary =
        "docs/openapi.yaml: %s of %s documented answers met; not counted: %s"
            .formatted(count - gaps.size(), count, NOT_HERE);
    Files.writeString(TABLE, summary + "\n" + lines);
    // Chosen tests alone cannot meet everything.
    assumeTrue(System.getProperty("test", "").isEmpty(), summary);

    assertThat(gaps).as(summary).isEmpty();
  }
}
