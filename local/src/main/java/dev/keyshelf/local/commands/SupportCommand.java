package dev.keyshelf.local.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Backstage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * An operator's desk: it invokes the functions that operators invoke on AWS. A refusal is one line
 * on standard error and exit code 2.
 */
@Command(
    name = "support",
    description = "Lists, shows, answers and decides partners' support requests.")
public final class SupportCommand extends DataCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LINE =
      Pattern.compile("([1-9][0-9]?)(?::([1-9][0-9]{0,8}))?(?:=([0-9.]+) ?([A-Z]{3}))?");

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      scope = ScopeType.INHERIT,
      description = "How far the business's clock is ahead (as the running server's).")
  private Duration clockOffset = Duration.ZERO;

  /** Without a command it shows what there is. */
  @Override
  public void run() {
    spec().commandLine().usage(out());
  }

  /** Lists a partner's requests, the newest first: 100 of them. */
  @Command(name = "list", description = "Lists a partner's support requests, newest first.")
  void list(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "Whose.")
          String partner,
      @Option(
              names = "--state",
              paramLabel = "S",
              description = "Only those that are OPEN, ANSWERED or CLOSED.")
          @Nullable String state,
      @Option(
              names = "--after",
              paramLabel = "REQUEST",
              description = "Goes on after this one, where an earlier list ended.")
          @Nullable String after) {
    var event = JSON.createObjectNode().put("partner", partner);
    if (state != null) {
      event.put("state", state);
    }
    if (after != null) {
      event.put("after", after);
    }
    var answer = invoked("ShowSupportRequests", event);
    var out = out();
    for (var each : answer.path("items")) {
      out.printf(
          "%s %-8s %s %s: %s%n",
          each.path("requestId").asText(),
          each.path("state").asText(),
          each.path("createdAt").asText(),
          each.path("domain").asText(),
          each.path("title").asText());
    }
    if (answer.has("after")) {
      out.printf("more: --after %s%n", answer.path("after").asText());
    }
    out.flush();
  }

  /** Shows one request with what was said of it. */
  @Command(name = "show", description = "Shows a support request with its notes.")
  void show(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "Whose.")
          String partner,
      @Parameters(paramLabel = "REQUEST", description = "The request's id.") String request) {
    print(
        invoked(
            "ShowSupportRequests",
            JSON.createObjectNode().put("partner", partner).put("requestId", request)));
  }

  /** Answers or decides a request. */
  @Command(
      name = "decide",
      description = "Answers or decides a support request; GRANT cancels and credits.")
  void decide(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "Whose.")
          String partner,
      @Option(names = "--operator", paramLabel = "O", required = true, description = "Who you are.")
          String operator,
      @Option(
              names = "--note",
              paramLabel = "TEXT",
              required = true,
              description = "What the partner is told.")
          String note,
      @Option(
              names = "--line",
              paramLabel = "LINE",
              description =
                  "With GRANT, a line of the order instead of those asked for: 1, or 1:3 for 3"
                      + " units, or '1:3=94.30 USD' for this credit. Repeat it for several.")
          @Nullable List<String> lines,
      @Option(
              names = "--id",
              paramLabel = "ID",
              description =
                  "Names the decision: the same again within a day changes nothing more (made from"
                      + " what is said, unless given).")
          @Nullable String id,
      @Parameters(paramLabel = "REQUEST", description = "The request's id.") String request,
      @Parameters(paramLabel = "DECISION", description = "GRANT, DECLINE or ANSWER.")
          String decision) {
    var event =
        JSON.createObjectNode()
            .put("partner", partner)
            .put("requestId", request)
            .put("decision", decision)
            .put("operator", operator)
            .put("note", note);
    if (lines != null) {
      lines.forEach(line -> addLine(event, line));
    }
    event.put("id", id == null ? nameOf(event) : id);
    print(invoked("DecideSupportRequest", event));
  }

  /** The same words again are the same decision, so that a repeated command does nothing twice. */
  private static String nameOf(ObjectNode event) {
    var words = event.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(words).toString();
  }

  private static void addLine(ObjectNode event, String text) {
    var line = LINE.matcher(text);
    if (!line.matches()) {
      throw new UserFault("a line is like 1, 1:3 or '1:3=94.30 USD', not '%s'".formatted(text));
    }
    var each = event.withArrayProperty("lines").addObject();
    each.put("line", Integer.parseInt(line.group(1)));
    if (line.group(2) != null) {
      each.put("quantity", Integer.parseInt(line.group(2)));
    }
    if (line.group(3) != null) {
      each.putObject("credit").put("amount", line.group(3)).put("currency", line.group(4));
    }
  }

  private JsonNode invoked(String function, ObjectNode event) {
    try (var backstage = Backstage.open(data().settings().withClockOffset(clockOffset))) {
      var words = event.toString().getBytes(StandardCharsets.UTF_8);
      var answer = JSON.readTree(backstage.functions().invoke(function, words));
      if (answer.has("problem")) {
        throw new UserFault(told(answer.path("problem")));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String told(JsonNode problem) {
    var text = new StringBuilder(problem.path("code").asText());
    text.append(": ").append(problem.path("detail").asText());
    problem
        .path("errors")
        .forEach(
            fault ->
                text.append(' ')
                    .append(fault.path("pointer").asText())
                    .append(' ')
                    .append(fault.path("detail").asText())
                    .append('.'));
    return text.toString();
  }

  private void print(JsonNode answer) {
    try {
      say(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
