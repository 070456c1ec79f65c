package dev.keyshelf.local.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.imports.ImportReport;
import dev.keyshelf.local.imports.StackImporter;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stack.Stack;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The operators' commands for payments: a refusal is a line on standard error and exit code 2. */
@Command(
    name = "payments",
    description =
        "Records partners' payments, payouts and reversals, and lists the credits to pay out.")
public final class PaymentsCommand extends OperatorCommand implements Runnable {
  private static final int FAULTS = 2;

  /** Prints the usage: no subcommand was given. */
  @Override
  public void run() {
    spec().commandLine().usage(out());
  }

  /** Uploads a file of payments and shows its report. */
  @Command(
      name = "import",
      description = {
        "Records the payments, payouts and reversals of a CSV file. If it has a fault, none is",
        "recorded. What is paid too much becomes credit. A line for each such row, and for each",
        "reversal, says what it changed.",
        "Only if something else changes an account meanwhile, the rows before the fault stay.",
        "Columns: partner, invoice, reference, amount, currency, paidOn; kind (PAYMENT, PAYOUT or",
        "REVERSAL); undoes (the reference of what a REVERSAL undoes)."
      })
  int imports(
      @Parameters(paramLabel = "FILE.csv", description = "The file. Its name ends in .csv.")
          Path file) {
    return withoutLog(() -> imported(file));
  }

  private int imported(Path file) {
    var report =
        stack().map(stack -> importedInto(stack, file)).orElseGet(() -> importedHere(file));
    var err = spec().commandLine().getErr();
    for (var answer : report.answers()) {
      say(answer.key() + ": " + answer.summary());
      answer.notes().forEach(this::say);
    }
    report.faults().forEach(err::println);
    err.flush();
    return report.faults().isEmpty() ? 0 : FAULTS;
  }

  private ImportReport importedInto(Stack stack, Path file) {
    try (var s3 = stack.s3()) {
      var template = Template.read(Settings.defaultTemplate());
      return new StackImporter(stack, template, s3, surroundings().pause()).importPayments(file);
    }
  }

  private ImportReport importedHere(Path file) {
    try (var backstage = Backstage.open(data().settings().withClockOffset(clockOffset()))) {
      return backstage.importer().importPayments(file);
    }
  }

  /** Lists the credits that lie for longer than a limit. */
  @Command(
      name = "due",
      description = {
        "Lists the credits that no invoice used for longer than a limit.",
        "Record a payout before you transfer it: the next invoice can use the credit."
      })
  void due(
      @Option(
              names = "--older-than",
              paramLabel = "P90D",
              required = true,
              description = "How long a credit must have lain, as an ISO 8601 duration.")
          String olderThan) {
    var event = JSON.createObjectNode().put("olderThan", olderThan);
    JsonNode page;
    var listed = 0;
    do {
      page = invoked("ListPayouts", event);
      for (var each : page.path("items")) {
        listed++;
        say(
            "%s: %s of %s carried, the oldest since %s (%s)"
                .formatted(
                    each.path("partner").asText(),
                    money(each.path("credit")),
                    money(each.path("carried")),
                    each.path("since").asText(),
                    each.path("from").asText()));
      }
      event.put("after", page.path("after").asText());
    } while (page.has("after"));
    say("%s credits are due for payout".formatted(listed));
    if (listed > 0) {
      say("record a payout before you transfer it: the next invoice can use the credit");
    }
  }

  private static String money(JsonNode money) {
    return money.path("amount").asText() + " " + money.path("currency").asText();
  }
}
