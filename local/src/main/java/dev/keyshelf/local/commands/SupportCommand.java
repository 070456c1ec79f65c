package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.UserFault;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * An operator's desk: it invokes the functions that operators invoke on AWS. A refusal is one line
 * on standard error and exit code 2.
 */
@Command(
    name = "support",
    description = "Lists, shows, quotes, answers and decides partners' support requests.")
public final class SupportCommand extends OperatorCommand implements Runnable {
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

  /** Shows what a grant would pay, beside what was asked for. */
  @Command(
      name = "quote",
      description = "Shows what is asked, what the terms give and what a grant would pay.")
  void quote(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "Whose.")
          String partner,
      @Mixin Payment payment,
      @Parameters(paramLabel = "REQUEST", description = "The request's id.") String request) {
    show(quoted(partner, request, payment));
  }

  /** Answers or decides a request. */
  @Command(
      name = "decide",
      description = {
        "Answers or decides a support request; GRANT cancels and credits.",
        "A GRANT says what it pays: --pays TERMS, or --line '1=94.30 USD' for each line. What is"
            + " asked, what the terms give and what is granted is shown before it is confirmed: at"
            + " a terminal, by --quote, or by --yes."
      })
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
      @Mixin Payment payment,
      @Option(
              names = "--quote",
              paramLabel = "ID",
              description = "The quote of `support quote` that you confirm.")
          @Nullable String quote,
      @Option(names = "--yes", description = "Confirms whatever it comes to.") boolean yes,
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
    payment.addTo(event);
    if (quote != null) {
      event.put("quoteId", quote);
    } else if (decision.equals("GRANT") && !yes) {
      event.put("quoteId", confirmed(quoted(partner, request, payment)));
    }
    event.put("id", id == null ? nameOf(event) : id);
    print(invoked("DecideSupportRequest", event));
  }

  private JsonNode quoted(String partner, String request, Payment payment) {
    var event = JSON.createObjectNode().put("partner", partner).put("requestId", request);
    payment.addTo(event.putObject("quote"));
    return invoked("ShowSupportRequests", event).path("quote");
  }

  private void show(JsonNode quote) {
    out().print(QuoteText.of(quote));
    out().flush();
  }

  /** Gives the id of a quote that is shown and confirmed. */
  private String confirmed(JsonNode quote) {
    show(quote);
    if (!quote.path("grantable").asBoolean()) {
      throw new UserFault("it cannot be granted: see the lines above");
    }
    var id = quote.path("quoteId").asText();
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isEmpty()) {
      throw new UserFault(
          "not confirmed: say it again with --quote %s or with --yes".formatted(id));
    }
    if (!"yes".equalsIgnoreCase(console.get().readLine("Grant this? Type yes: "))) {
      throw new UserFault("not confirmed: nothing was decided");
    }
    return id;
  }

  /** The same words again are the same decision, so that a repeated command does nothing twice. */
  private static String nameOf(ObjectNode event) {
    var words = event.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(words).toString();
  }
}
