package dev.keyshelf.activity;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.sealing.Finding;
import dev.keyshelf.domain.sealing.VerifyActivity;
import dev.keyshelf.domain.sealing.VerifyEveryLog;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies activity logs against their seals: on schedule the last two days of all logs, or the
 * range that an event's {@code detail} names ({@code partner}, {@code from}, {@code to}, {@code
 * keys}). The result of each log is kept for operators.
 */
public final class VerifyActivityLogHandler extends ScheduleHandler {
  /** The time reserved for a last log and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final Wiring wiring;

  /** Creates the handler in Lambda, from its environment. */
  public VerifyActivityLogHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public VerifyActivityLogHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.wiring = wiring;
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var verifyEveryLog =
        new VerifyEveryLog(
            wiring.partners(),
            new VerifyActivity(wiring.traces(), wiring.keptSeals(), wiring.sealProgress()),
            wiring.verifiedLogs());
    var asked = VerifyEveryLog.Range.of(detail(event), now);
    var report = verifyEveryLog.verify(asked, now, timeLeft);
    var findings = told(report.findings());
    tell("activity-findings", findings, now);
    Map<PartnerId, List<Finding>> earlier = new LinkedHashMap<>();
    report.unresolved().forEach((partner, left) -> earlier.put(partner, left.findings()));
    var unresolved = told(earlier);
    // An alarm that has rung once ends by itself, so it rings every night until the log is mended.
    tell("activity-unresolved", unresolved, now);
    report.failed().forEach(failure -> Log.failure(failure.partner().value(), now, failure.why()));
    if (!report.complete() || !report.failed().isEmpty()) {
      // A log that was not checked may have been changed, so it raises the same alarm.
      Log.metric("activity-unverified", now, "ActivityLogFindings", 1, _ -> {});
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", asked.from().toString());
    answer.put("to", asked.to().toString());
    answer.put("seals", report.seals());
    answer.put("records", report.records());
    answer.put("late", report.late());
    answer.put("unsealed", report.unsealed());
    answer.put("complete", report.complete());
    answer.put(
        "failed",
        report.failed().stream()
            .map(
                failure ->
                    Map.of(
                        "partner", failure.partner().value(),
                        "why", failure.why().getClass().getSimpleName()))
            .toList());
    answer.put("findings", findings);
    answer.put("unresolved", unresolved);
    answer.put(
        "keys",
        report.keys().stream().map(key -> Map.of("id", key.id(), "publicKey", key.pem())).toList());
    return answer;
  }

  private static List<Map<String, Object>> told(Map<PartnerId, List<Finding>> findings) {
    List<Map<String, Object>> told = new ArrayList<>();
    findings.forEach(
        (partner, found) ->
            found.forEach(
                each ->
                    told.add(
                        Map.of(
                            "partner", partner.value(),
                            "kind", each.kind().name(),
                            "hour", each.hour().toString(),
                            "what", each.what()))));
    return told;
  }

  private static void tell(String event, List<Map<String, Object>> findings, Instant now) {
    if (!findings.isEmpty()) {
      Log.metric(
          event,
          now,
          "ActivityLogFindings",
          findings.size(),
          line -> line.put("first", findings.getFirst().toString()));
    }
  }

  private static Map<String, String> detail(ScheduledEvent event) {
    Map<String, String> detail = new LinkedHashMap<>();
    Optional.ofNullable(event.getDetail())
        .ifPresent(
            all ->
                all.forEach(
                    (name, value) -> {
                      if (value != null) {
                        detail.put(name, text(value));
                      }
                    }));
    return detail;
  }

  /** Names of keys may be a list of texts, too. */
  private static String text(Object value) {
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).collect(joining(" "))
        : String.valueOf(value);
  }
}
