package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.deployment.CheckVersion;
import dev.keyshelf.domain.deployment.CheckVersion.Failed;
import dev.keyshelf.domain.deployment.CheckVersion.Passed;
import dev.keyshelf.domain.deployment.CheckVersion.Unchecked;
import dev.keyshelf.domain.deployment.Deployments;
import dev.keyshelf.domain.deployment.Probes;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import java.util.Map;
import java.util.Objects;

/**
 * The check that CodeDeploy runs before a new version takes calls. It probes the version, and tells
 * CodeDeploy whether to go on.
 */
public final class CheckVersionHandler
    implements RequestHandler<Map<String, String>, Map<String, Object>> {
  private final CheckVersion checkVersion;

  /** Creates the handler in Lambda, from its environment. */
  public CheckVersionHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CheckVersionHandler(Wiring wiring) {
    this(wiring.versionChecks().deployments(), wiring.versionChecks().probes());
  }

  CheckVersionHandler(Deployments deployments, Probes probes) {
    this.checkVersion = new CheckVersion(deployments, probes);
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
    return LoggedWork.of(context.getAwsRequestId()).during(() -> checked(event));
  }

  private Map<String, Object> checked(Map<String, String> event) {
    var outcome =
        checkVersion.check(
            text(event, "DeploymentId"), text(event, "LifecycleEventHookExecutionId"));
    return switch (outcome) {
      case Passed(var version) -> told("INFO", "passed", version.toString(), "");
      case Failed(var version, var why) -> told("ERROR", "failed", version.toString(), why);
      case Unchecked(var why) -> told("ERROR", "unchecked", "", why);
    };
  }

  private static String text(Map<String, String> event, String name) {
    return Objects.requireNonNull(event.get(name), name);
  }

  private static Map<String, Object> told(String level, String result, String version, String why) {
    Log.event(
        level,
        "version-checked",
        line -> line.put("result", result).put("version", version).put("why", why));
    return Map.of("result", result, "version", version, "why", why);
  }
}
