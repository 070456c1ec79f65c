package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.amazonaws.services.lambda.runtime.Context;
import dev.keyshelf.domain.deployment.Deployments;
import dev.keyshelf.domain.deployment.FunctionVersion;
import dev.keyshelf.domain.deployment.Probes;
import dev.keyshelf.domain.deployment.Probes.Answered;
import dev.keyshelf.domain.deployment.Probes.Silent;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckVersionHandlerTest {
  private static final FunctionVersion NEW = new FunctionVersion("shop-PlaceOrder-1A", "8");
  private static final Map<String, String> EVENT =
      Map.of("DeploymentId", "d-1", "LifecycleEventHookExecutionId", "e-1");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final List<String> told = new ArrayList<>();

  private Map<String, Object> check(Probes probes) {
    var deployments =
        new Deployments() {
          @Override
          public Optional<FunctionVersion> find(String deployment) {
            return Optional.of(NEW);
          }

          @Override
          public void report(String deployment, String execution, boolean mayGoOn) {
            told.add(deployment + " " + execution + " " + mayGoOn);
          }
        };
    return new CheckVersionHandler(deployments, probes).handleRequest(EVENT, noContext());
  }

  /** Returns a context with only an id, since the handler uses no other value. */
  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return "run-1";
              }
              throw new AssertionError("called " + method.getName());
            });
  }

  @Test
  void tellsCodeDeployThatAVersionAnswers() {
    assertThat(check(_ -> new Answered()))
        .isEqualTo(Map.of("result", "passed", "version", "shop-PlaceOrder-1A:8", "why", ""));
    assertThat(told).containsExactly("d-1 e-1 true");
  }

  @Test
  void tellsCodeDeployThatAVersionDoesNotAnswer() {
    assertThat(check(_ -> new Silent("Unhandled")))
        .isEqualTo(
            Map.of("result", "failed", "version", "shop-PlaceOrder-1A:8", "why", "Unhandled"));
    assertThat(told).containsExactly("d-1 e-1 false");
  }

  @Test
  void checksNothingOnOneMachine() {
    assertThat(new CheckVersionHandler(fixture.ports()).handleRequest(EVENT, noContext()))
        .containsEntry("result", "unchecked");
  }

  @Test
  void refusesAnEventThatIsNotOfCodeDeploy() {
    var handler = new CheckVersionHandler(fixture.ports());

    assertThatNullPointerException()
        .isThrownBy(() -> handler.handleRequest(Map.of(), noContext()))
        .withMessage("DeploymentId");
  }
}
