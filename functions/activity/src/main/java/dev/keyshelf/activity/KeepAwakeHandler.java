package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.deployment.KeepAwake;
import dev.keyshelf.domain.deployment.Probes;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schedule that invokes each function behind the API, so that its snapshot stays active. The
 * event's {@code detail} names the {@code functions}. On one machine it names none.
 */
public final class KeepAwakeHandler extends ScheduleHandler {
  /** The time that a last probe and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(40);

  private static final String ALIAS = "live";

  private final KeepAwake keepAwake;

  /** Creates the handler in Lambda, from its environment. */
  public KeepAwakeHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public KeepAwakeHandler(Wiring wiring) {
    this(wiring.clock(), wiring.versionChecks().probes());
  }

  KeepAwakeHandler(Clock clock, Probes probes) {
    super(clock, RESERVE);
    this.keepAwake = new KeepAwake(probes);
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = keepAwake.probe(functions(event), ALIAS, timeLeft);
    Log.event(
        report.silent().isEmpty() ? "INFO" : "ERROR",
        "kept-awake",
        line -> {
          line.put("awake", report.awake());
          report.silent().forEach(line.putObject("silent")::put);
          report.notProbed().forEach(line.putArray("notProbed")::add);
        });
    if (!report.silent().isEmpty() || !report.notProbed().isEmpty()) {
      // Lambda runs it again after a minute, when an inactive snapshot is active again.
      throw new IllegalStateException("not all functions answered");
    }
    return Map.of("awake", report.awake());
  }

  private static List<String> functions(ScheduledEvent event) {
    var detail = Optional.ofNullable(event.getDetail()).orElse(Map.of());
    return detail.get("functions") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }
}
