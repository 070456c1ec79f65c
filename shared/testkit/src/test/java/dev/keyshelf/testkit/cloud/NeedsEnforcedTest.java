package dev.keyshelf.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NeedsEnforcedTest {
  private final String chosen = Cloud.chosen();

  @NeedsEnforced(Enforced.SIGNATURES_OF_URLS)
  private static final class Signed {}

  private static final class Plain {}

  @AfterEach
  void restore() {
    System.setProperty(Cloud.PROPERTY, chosen);
  }

  private static ConditionEvaluationResult on(String cloud, Class<?> test) {
    System.setProperty(Cloud.PROPERTY, cloud);
    var context =
        (ExtensionContext)
            Proxy.newProxyInstance(
                NeedsEnforcedTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (_, method, _) -> {
                  if (method.getName().equals("getElement")) {
                    return Optional.<AnnotatedElement>of(test);
                  }
                  throw new UnsupportedOperationException(method.getName());
                });
    return new EnforcementCondition().evaluateExecutionCondition(context);
  }

  @Test
  void isSkippedOnLocalStackWithRuleAndReason() {
    var result = on("localstack", Signed.class);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow())
        .startsWith("SIGNATURES_OF_URLS: LocalStack does not check the signatures of presigned");
  }

  @Test
  void isSkippedOnFlociWithRuleAndReason() {
    var result = on("floci", Signed.class);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow())
        .startsWith("SIGNATURES_OF_URLS: Floci does not check the signatures of presigned");
  }

  @Test
  void runsOnTheEmbeddedStores() {
    assertThat(on("embedded", Signed.class).isDisabled()).isFalse();
  }

  @Test
  void runsOnLocalStackIfNoRuleIsNeeded() {
    assertThat(on("localstack", Plain.class).isDisabled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void namesTheReasonForEachRule(Enforced rule) {
    assertThat(rule.missingOn("localstack").orElseThrow()).startsWith(rule + ": LocalStack ");
    assertThat(rule.missingOn("floci").orElseThrow()).startsWith(rule + ": Floci ");
  }
}
