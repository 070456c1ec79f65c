package dev.keyshelf.local.contract;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after an exchange that does not match {@code docs/openapi.yaml}. It fails the first
 * test that ends after the exchange: the test that made it, or one of the class that runs in
 * parallel. JUnit registers this extension for every test of this module through {@code
 * META-INF/services}.
 */
public final class ContractExtension implements AfterEachCallback, AfterAllCallback {
  private static final int MOST_TOLD = 20;

  @Override
  public void afterEach(ExtensionContext context) {
    check(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check(context);
  }

  private static void check(ExtensionContext context) {
    var seen = ContractWitness.takeAll();
    if (!context.getRequiredTestClass().isAnnotationPresent(AnotherApi.class)) {
      var faults =
          seen.stream()
              .flatMap(exchange -> Conformance.OF_THE_PRODUCT.faults(exchange).stream())
              .distinct()
              .limit(MOST_TOLD)
              .toList();
      refuse(faults);
    }
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new AssertionError(
          faults.stream()
              .collect(
                  Collectors.joining(
                      "\n  ",
                      "exchanges of this test, or of the class in parallel, differ from"
                          + " docs/openapi.yaml:\n"
                          + "  ",
                      "")));
    }
  }
}
