package dev.keyshelf.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.sealing.Finding;
import dev.keyshelf.domain.sealing.ListSealedLogs.Behind;
import dev.keyshelf.domain.sealing.ListSealedLogs.NotStarted;
import dev.keyshelf.domain.sealing.ListSealedLogs.Sealed;
import dev.keyshelf.domain.sealing.ListSealedLogs.SealedLog;
import dev.keyshelf.domain.sealing.ListSealedLogs.Unreadable;
import dev.keyshelf.domain.sealing.Unresolved;
import dev.keyshelf.domain.sealing.VerifiedLog;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a log is sealed, and its last verification, in JSON for operators. */
final class SealJson {
  private SealJson() {}

  static ObjectNode log(SealedLog log) {
    var json = Json.object().put("log", log.partner().value());
    switch (log.state()) {
      case Sealed(var until, var last) -> sealed(json.put("state", "SEALED"), until, last);
      case Behind(var until, var hours, var last) ->
          sealed(json.put("state", "BEHIND"), until, last).put("hoursBehind", hours);
      case NotStarted(var hours) -> {
        json.put("state", "NOT_STARTED");
        hours.ifPresent(behind -> json.put("hoursBehind", behind));
      }
      case Unreadable() -> json.put("state", "UNREADABLE");
    }
    log.verdict()
        .ifPresent(
            verdict -> {
              json.set("verification", verification(verdict.last()));
              verdict.unresolved().ifPresent(left -> json.set("unresolved", unresolved(left)));
            });
    return json;
  }

  private static ObjectNode sealed(ObjectNode json, Instant until, Optional<Instant> last) {
    json.put("sealedTo", until.toString());
    last.ifPresent(hour -> json.put("lastSealedHour", hour.toString()));
    return json;
  }

  private static ObjectNode verification(VerifiedLog verified) {
    var json =
        Json.object()
            .put("verifiedAt", verified.at().toString())
            .put("from", verified.from().toString())
            .put("to", verified.to().toString())
            .put("result", verified.result().name())
            .put("seals", verified.seals())
            .put("records", verified.records())
            .put("late", verified.late())
            .put("unsealed", verified.unsealed());
    return findings(json, verified.findings(), verified.moreFindings());
  }

  private static ObjectNode unresolved(Unresolved left) {
    var json =
        Json.object()
            .put("firstFoundAt", left.firstFoundAt().toString())
            .put("lastFoundAt", left.lastFoundAt().toString())
            .put("from", left.from().toString())
            .put("to", left.to().toString());
    return findings(json, left.findings(), left.moreFindings());
  }

  private static ObjectNode findings(ObjectNode json, List<Finding> findings, int more) {
    var all = json.putArray("findings");
    findings.forEach(
        finding ->
            all.addObject()
                .put("kind", finding.kind().name())
                .put("hour", finding.hour().toString())
                .put("what", finding.what()));
    return json.put("moreFindings", more);
  }
}
