package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares activity logs with their seals. The exit code is 1 if they differ. */
@Command(
    name = "verify-log",
    description = "Compares activity logs with their seals. The exit code is 1 if they differ.")
public final class VerifyLogCommand extends StackCommand implements Callable<Integer> {
  private static final String FUNCTION = "VerifyActivityLog";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--partner",
      paramLabel = "P",
      description =
          "The partner whose log to verify; keyshelf is the log of operators' actions (default: all"
              + " logs).")
  private @Nullable String partner;

  @Option(
      names = "--from",
      paramLabel = "2026-11-01T00:00:00Z",
      description = "The start of the range, inclusive (default: two days before its end).")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "2026-12-01T00:00:00Z",
      description = "The end of the range, exclusive (default: now).")
  private String to = "";

  @Option(
      names = "--key",
      paramLabel = "ID",
      description =
          "The id of a key that may sign seals, as an earlier run printed it. Repeat for several"
              + " (default: all keys that are published beside the seals).")
  private List<String> keys = List.of();

  @Override
  public Integer call() {
    if (partner != null
        && PartnerId.parse(partner).isEmpty()
        && !partner.equals(PartnerId.HOUSE.value())) {
      throw new UserFault(
          "--partner must be a partner's id, or keyshelf for the operators' log, was '%s'"
              .formatted(partner));
    }
    var event = JSON.createObjectNode();
    var detail = event.putObject("detail");
    if (partner != null) {
      detail.put("partner", partner);
    }
    var first = instant("from", from);
    var end = instant("to", to);
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      throw new UserFault("--from must be before --to");
    }
    first.ifPresent(at -> detail.put("from", at.toString()));
    end.ifPresent(at -> detail.put("to", at.toString()));
    if (!keys.isEmpty()) {
      detail.put("keys", String.join(" ", keys));
    }
    return withoutLog(() -> verified(event));
  }

  private int verified(ObjectNode event) {
    try {
      return tell(JSON.readTree(invoke(FUNCTION, JSON.writeValueAsBytes(event), Duration.ZERO)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Instant> instant(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var instant = IsoTime.parse(text);
    if (instant.isEmpty()) {
      throw new UserFault(
          "--%s must be an instant such as 2026-11-01T00:00:00Z, was '%s'".formatted(name, text));
    }
    return instant;
  }

  private int tell(JsonNode answer) {
    var out = out();
    out.printf(
        "%s, %s to %s: %s records, %s seals; %s records late, %s too new to be sealed%n",
        partner == null ? "all logs" : partner,
        answer.path("from").asText(),
        answer.path("to").asText(),
        answer.path("records").asInt(),
        answer.path("seals").asInt(),
        answer.path("late").asInt(),
        answer.path("unsealed").asInt());
    answer.path("findings").forEach(finding -> out.printf("  %s%n", line(finding)));
    answer
        .path("unresolved")
        .forEach(finding -> out.printf("  found earlier, and unresolved: %s%n", line(finding)));
    for (var key : answer.path("keys")) {
      out.printf("signed with key %s%n%s", key.path("id").asText(), key.path("publicKey").asText());
    }
    out.flush();
    if (answer.path("failed").has(0)) {
      throw new UserFault(
          "the log %scould not be verified: %s"
              .formatted(
                  partner == null ? "of " + answer.at("/failed/0/partner").asText() + " " : "",
                  answer.at("/failed/0/why").asText()));
    }
    if (!answer.path("complete").asBoolean()) {
      throw new UserFault(
          "the verification ran out of time; verify a shorter range"
              + (partner == null ? ", or one log after the other with --partner" : ""));
    }
    return answer.path("findings").isEmpty() ? 0 : 1;
  }

  private String line(JsonNode finding) {
    return "%s%s %s: %s"
        .formatted(
            partner == null ? finding.path("partner").asText() + " " : "",
            finding.path("kind").asText(),
            finding.path("hour").asText(),
            finding.path("what").asText());
  }
}
