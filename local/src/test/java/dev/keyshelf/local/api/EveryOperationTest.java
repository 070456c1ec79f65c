package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tests what all operations of {@code docs/openapi.yaml} have in common, on each operation that
 * documents it. The requests come from the operation's examples. As in every test, the answers are
 * validated against the contract.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class EveryOperationTest {
  private static final Contract CONTRACT =
      Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml"));

  private static Shop shop;
  private static Client everybody;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    everybody = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static List<String> documenting(int status) {
    return CONTRACT.operations().entrySet().stream()
        .filter(each -> each.getValue().path("responses").has(Integer.toString(status)))
        .map(each -> each.getKey())
        .sorted()
        .toList();
  }

  private static List<String> withBadRequests() {
    return documenting(400);
  }

  @ParameterizedTest
  @MethodSource("withBadRequests")
  void refusesInvalidRequests(String operation) {
    var sample = Sample.of(CONTRACT, operation);
    var wrong =
        operation.startsWith("GET") || !needsAKey(operation)
            ? sample.asking("nobody-knows=1")
            : operation.contains(" /d/")
                ? sample.with("application/x-www-form-urlencoded", "download=-")
                : sample.withoutKey();

    wrong.sentBy(caller(operation)).expect(400);
  }

  private static boolean needsAKey(String operation) {
    return operation.contains(" /d/")
        || CONTRACT.parameters(operation).stream()
            .anyMatch(each -> each.path("name").asText().equals("Idempotency-Key"));
  }

  private static List<String> withForms() {
    return documenting(406);
  }

  @ParameterizedTest
  @MethodSource("withForms")
  void refusesMediaTypesThatItDoesNotHave(String operation) {
    Sample.of(CONTRACT, operation)
        .sentBy(caller(operation), "Accept", "image/png")
        .expectRefusal("406 not-acceptable");
  }

  private static List<String> withBodies() {
    return documenting(413);
  }

  @ParameterizedTest
  @MethodSource("withBodies")
  void refusesBodiesThatAreTooLarge(String operation) {
    var type =
        operation.contains(" /d/") ? "application/x-www-form-urlencoded" : "application/json";

    Sample.of(CONTRACT, operation)
        .with(type, " ".repeat(64 * 1024 + 1))
        .sentBy(caller(operation), "Accept", "application/json")
        .expectRefusal("413 payload-too-large");
  }

  private static List<String> withTypes() {
    return documenting(415);
  }

  @ParameterizedTest
  @MethodSource("withTypes")
  void refusesBodiesOfAnotherType(String operation) {
    Sample.of(CONTRACT, operation)
        .with("text/plain", "text")
        .sentBy(caller(operation), "Accept", "application/json")
        .expectRefusal("415 unsupported-media-type");
  }

  private static List<String> failing() {
    return documenting(500);
  }

  /** Simulates a programming error, not an outage. The answer must not show internal details. */
  @ParameterizedTest
  @MethodSource("failing")
  void answers500WithoutDetailsIfItFails(String operation) {
    var sample = Sample.of(CONTRACT, operation);

    var answer =
        StoreOutage.during(
            new IllegalStateException("a programming error"),
            () -> sample.sentBy(caller(operation), "Accept", mediaType(operation)));

    expectProblem(operation, answer, "500 internal");
  }

  private static List<String> unavailable() {
    return documenting(503);
  }

  @ParameterizedTest
  @MethodSource("unavailable")
  void answers503WithRetryAfterDuringAnOutage(String operation) {
    var sample = Sample.of(CONTRACT, operation);

    var answer =
        StoreOutage.during(
            SdkClientException.create("the store is unavailable"),
            () -> sample.sentBy(caller(operation), "Accept", mediaType(operation)));

    expectProblem(operation, answer, "503 store-unavailable");
    assertThat(answer.header("retry-after")).isNotEmpty();
  }

  private static void expectProblem(String operation, Answer answer, String refusal) {
    if (operation.startsWith("HEAD ")) {
      answer.expect(Integer.parseInt(refusal.split(" ", 2)[0]));
    } else {
      answer.expectRefusal(refusal);
    }
  }

  /** Returns JSON, or the media type of an operation that has no JSON. */
  private static String mediaType(String operation) {
    var content = CONTRACT.operation(operation).at("/responses/200/content");
    return content.isMissingNode() || content.has("application/json")
        ? "application/json"
        : content.fieldNames().next();
  }

  /** Returns the client of an operation: the holder of a link has no token. */
  private static Client caller(String operation) {
    if (operation.contains(" /v1/operator/")) {
      return Operators.of(shop);
    }
    return operation.contains(" /d/") ? shop.nobody() : everybody;
  }
}
