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
 * The operators' commands for support requests. A refusal is one line on standard error and exit
 * code 2.
 */
@Command(
    name = "support",
    description = "Lists, shows, quotes, answers and decides the support requests of partners.")
public final class SupportCommand extends OperatorCommand implements Runnable {
  /** Prints the usage: no subcommand was given. */
  @Override
  public void run() {
    spec().commandLine().usage(out());
  }

  /** Lists a partner's requests, newest first, up to 100 a call. */
  @Command(name = "list", description = "Lists a partner's support requests, newest first.")
  void list(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "The partner.")
          String partner,
      @Option(
              names = "--state",
              paramLabel = "S",
              description = "Only requests in this state: OPEN, ANSWERED or CLOSED.")
          @Nullable String state,
      @Option(
              names = "--after",
              paramLabel = "REQUEST",
              description = "Continues a list: the value that it printed at its end.")
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

  /** Shows one request with its notes. */
  @Command(name = "show", description = "Shows a support request with its notes.")
  void show(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "The partner.")
          String partner,
      @Parameters(paramLabel = "REQUEST", description = "The id of the request.") String request) {
    print(
        invoked(
            "ShowSupportRequests",
            JSON.createObjectNode().put("partner", partner).put("requestId", request)));
  }

  /** Shows what a grant would credit, beside the amount that the partner asked for. */
  @Command(
      name = "quote",
      description =
          "Shows the credit that the partner asked for, the credit by the terms and the credit of"
              + " a grant.")
  void quote(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "The partner.")
          String partner,
      @Mixin Payment payment,
      @Parameters(paramLabel = "REQUEST", description = "The id of the request.") String request) {
    show(quoted(partner, request, payment));
  }

  /** Answers or decides a request. */
  @Command(
      name = "decide",
      description = {
        "Answers or decides a support request. GRANT cancels the purchase and credits it.",
        "A GRANT needs --pays TERMS, or --line '1=94.30 USD' for each line. It has to be confirmed:"
            + " at a terminal after the quote is shown, with --quote and the id of a quote, or"
            + " with --yes."
      })
  void decide(
      @Option(names = "--partner", paramLabel = "P", required = true, description = "The partner.")
          String partner,
      @Option(
              names = "--operator",
              paramLabel = "O",
              required = true,
              description = "Your name, for the log.")
          String operator,
      @Option(
              names = "--note",
              paramLabel = "TEXT",
              required = true,
              description = "The text that the partner reads.")
          String note,
      @Mixin Payment payment,
      @Option(
              names = "--quote",
              paramLabel = "ID",
              description = "Confirms the quote with this id, from `support quote`.")
          @Nullable String quote,
      @Option(names = "--yes", description = "Confirms the grant without a quote.") boolean yes,
      @Option(
              names = "--id",
              paramLabel = "ID",
              description =
                  "Makes the decision idempotent: repeating it with the same id within a day"
                      + " changes nothing (default: derived from the other arguments).")
          @Nullable String id,
      @Parameters(paramLabel = "REQUEST", description = "The id of the request.") String request,
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

  /** Shows a quote, asks for confirmation and returns the quote's id. */
  private String confirmed(JsonNode quote) {
    show(quote);
    if (!quote.path("grantable").asBoolean()) {
      throw new UserFault("the request cannot be granted: see the lines above");
    }
    var id = quote.path("quoteId").asText();
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isEmpty()) {
      throw new UserFault(
          "not confirmed, since this is no terminal: repeat with --quote %s or --yes"
              .formatted(id));
    }
    if (!"yes".equalsIgnoreCase(console.get().readLine("Grant this? Type yes: "))) {
      throw new UserFault("not confirmed: nothing was decided");
    }
    return id;
  }

  /** Derives an id from the decision, so that a repeated command does nothing twice. */
  private static String nameOf(ObjectNode event) {
    var words = event.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(words).toString();
  }
}
