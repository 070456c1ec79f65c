package dev.keyshelf.local.demo;

import dev.keyshelf.local.machine.OneMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** The months that the journey closes: an invoice, and a credit note of the month after it. */
final class Billing {
  private final OneMachine machine;
  private final Firings firings;
  private final Visitor agent;
  private final Visitor accountAdmin;
  private final Papers papers;
  private final Consumer<String> out;

  /**
   * Closes months on a machine.
   *
   * @param out takes a line about what there is
   */
  Billing(
      OneMachine machine,
      Firings firings,
      Visitor agent,
      Visitor accountAdmin,
      Path folder,
      Consumer<String> out) {
    this.machine = machine;
    this.firings = firings;
    this.agent = agent;
    this.accountAdmin = accountAdmin;
    this.papers = new Papers(folder);
    this.out = out;
  }

  /** Returns the files of all documents so far. */
  List<Path> papers() {
    return papers.saved();
  }

  /** Shows the preview of a month, and the invoice that is issued after it. */
  void invoices(LocalDate today) {
    var path = "/v1/invoices/" + YearMonth.from(today);
    var preview = accountAdmin.get(200, path);
    for (var entry : preview.json().get("entries")) {
      shows("%-12s %s", entry.get("kind").asText(), entry.findValuesAsText("explanation"));
    }
    Journey.check(
        preview.json().get("entries").size() == 4,
        "the invoice has three charges and one credit note");
    issue(YearMonth.from(today));
    var issued = accountAdmin.get(200, path);
    for (var month : List.of(preview, issued)) {
      shows(
          "%s: charged %s, credited %s, due %s",
          month.at("/state"),
          month.amountAt("/invoices/0/charged"),
          month.amountAt("/invoices/0/credited"),
          month.amountAt("/invoices/0/due"));
    }
    Journey.check(issued.at("/invoices/0/number").equals("INV-000001"), "it is the first invoice");
    shows("as PDF: %s", papers.save(accountAdmin, "INV-000001"));
    machine.clock().setAhead(Duration.ZERO);
  }

  /** Cancels an order of an issued invoice, which makes the next document a credit note. */
  void credits(String order, YearMonth month) {
    var next = month.plusMonths(1);
    machine.clock().stopAt(next.atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC));
    var quote = agent.get(200, order + "/cancellation");
    agent.post(200, order + "/cancellation", Journey.citing(quote.at("/quoteId")));
    issue(next);
    var issued = accountAdmin.get(200, "/v1/invoices/" + next);
    shows(
        "%s %s: credited %s, carried to the next invoice %s",
        issued.at("/invoices/0/documentType"),
        issued.at("/invoices/0/number"),
        issued.amountAt("/invoices/0/credited"),
        issued.amountAt("/invoices/0/carriedOut"));
    Journey.check(
        issued.at("/invoices/0/documentType").equals("CREDIT_NOTE"), "it is a credit note");
    shows("as PDF: %s", papers.save(accountAdmin, issued.at("/invoices/0/number")));
    machine.clock().setAhead(Duration.ZERO);
  }

  /** Lets an hour pass after a month's end. Its documents are issued then, and rendered. */
  private void issue(YearMonth month) {
    var end = month.plusMonths(1).atDay(1).atTime(1, 0);
    machine.clock().stopAt(end.toInstant(ZoneOffset.UTC));
    firings.fire("IssueInvoices");
    firings.fire("RenderDocuments");
  }

  private void shows(String format, Object... values) {
    out.accept(format.formatted(values));
  }
}
