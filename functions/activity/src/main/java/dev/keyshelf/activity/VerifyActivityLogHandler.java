package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.sealing.VerifyActivity;
import dev.keyshelf.domain.sealing.VerifyEveryLog;
import dev.keyshelf.http.Log;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies activity logs against their seals: by schedule the last two days of all, or what an
 * event's {@code detail} names ({@code partner}, {@code from}, {@code to}).
 */
public final class VerifyActivityLogHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  /** What a last log and the answer need. */
  private static final int RESERVED_MILLIS = 60_000;

  private final Clock clock;
  private final VerifyEveryLog verifyEveryLog;
  private final String keyId;
  private final String publicKey;

  /** For Lambda. */
  public VerifyActivityLogHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public VerifyActivityLogHandler(Wiring wiring) {
    var key = wiring.sealKey();
    this.clock = wiring.clock();
    this.keyId = key.id();
    this.publicKey = key.pem();
    this.verifyEveryLog =
        new VerifyEveryLog(
            wiring.partners(),
            new VerifyActivity(wiring.traces(), wiring.seals(), wiring.sealProgress(), key));
  }

  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    var now = clock.instant();
    var asked = VerifyEveryLog.Range.of(detail(event), now);
    var report =
        verifyEveryLog.verify(
            asked, now, () -> context.getRemainingTimeInMillis() > RESERVED_MILLIS);
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
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", asked.from().toString());
    answer.put("to", asked.to().toString());
    answer.put("seals", report.seals());
    answer.put("records", report.records());
    answer.put("late", report.late());
    answer.put("unsealed", report.unsealed());
    answer.put("complete", report.complete());
    answer.put("findings", findings);
    answer.put("key", keyId);
    answer.put("publicKey", publicKey);
    return answer;
  }

  private static Map<String, String> detail(ScheduledEvent event) {
    Map<String, String> detail = new LinkedHashMap<>();
    Optional.ofNullable(event.getDetail())
        .ifPresent(all -> all.forEach((name, value) -> detail.put(name, String.valueOf(value))));
    return detail;
  }
}
