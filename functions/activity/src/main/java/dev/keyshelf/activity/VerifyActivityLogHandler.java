package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.sealing.VerifyActivity;
import dev.keyshelf.domain.sealing.VerifyEveryLog;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies activity logs against their seals: by schedule the last two days of all, or what an
 * event's {@code detail} names ({@code partner}, {@code from}, {@code to}, {@code keys}).
 */
public final class VerifyActivityLogHandler extends ScheduleHandler {
  /** What a last log and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final Wiring wiring;

  /** For Lambda. */
  public VerifyActivityLogHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public VerifyActivityLogHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.wiring = wiring;
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var verifyEveryLog =
        new VerifyEveryLog(
            wiring.partners(),
            new VerifyActivity(wiring.traces(), wiring.keptSeals(), wiring.sealProgress()));
    var asked = VerifyEveryLog.Range.of(detail(event), now);
    var report = verifyEveryLog.verify(asked, now, timeLeft);
    List<Map<String, Object>> findings = new ArrayList<>();
    report
        .findings()
        .forEach(
            (partner, found) ->
                found.forEach(
                    each ->
                        findings.add(
                            Map.of(
                                "partner", partner.value(),
                                "kind", each.kind().name(),
                                "hour", each.hour().toString(),
                                "what", each.what()))));
    if (!findings.isEmpty()) {
      Log.metric(
          "activity-findings",
          now,
          "ActivityLogFindings",
          findings.size(),
          line -> line.put("first", findings.getFirst().toString()));
    }
    if (!report.complete()) {
      // A log that nobody looked at is no log that is as it was sealed: it rings the same alarm.
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
    answer.put("findings", findings);
    answer.put(
        "keys",
        report.keys().stream().map(key -> Map.of("id", key.id(), "publicKey", key.pem())).toList());
    return answer;
  }

  private static Map<String, String> detail(ScheduledEvent event) {
    Map<String, String> detail = new LinkedHashMap<>();
    Optional.ofNullable(event.getDetail())
        .ifPresent(all -> all.forEach((name, value) -> detail.put(name, String.valueOf(value))));
    return detail;
  }
}
