package dev.keyshelf.local.invoices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.invoices.Manifest.Issued;
import dev.keyshelf.local.invoices.Manifest.Kept;
import dev.keyshelf.local.invoices.Manifest.Reason;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a partner's issued invoices, credit notes and closed statements into a folder, in all
 * formats. It goes on where an export of the same months was stopped.
 */
public final class ExportInvoices {
  private static final String CSV = "text/csv";
  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PartnerApi api;
  private final Filing filing;
  private int awaited;

  /**
   * Prepares an export.
   *
   * @param partner whose token the API is read with
   * @param from the first month
   * @param to the last month, not before the first one
   * @param notice takes a line about each file that is not there or has another content
   * @throws UserFault if the folder is not empty, and not that of the same export
   */
  public ExportInvoices(
      PartnerApi api,
      String partner,
      YearMonth from,
      YearMonth to,
      Path folder,
      Consumer<String> notice) {
    this.api = api;
    this.filing = new Filing(partner, from, to, folder, notice);
  }

  /**
   * Writes all files, and the manifest last.
   *
   * @return one line about what there is
   * @throws UserFault if the server refuses, or sends a file that is not the recorded one
   */
  public String write() throws InterruptedException {
    for (var month = filing.from(); !month.isAfter(filing.to()); month = month.plusMonths(1)) {
      filing.save();
      invoices(month);
      statement(month);
    }
    return filing.finish().summary();
  }

  /** Returns how many files will be there once the server has rendered them. */
  public int awaited() {
    return awaited;
  }

  private void invoices(YearMonth month) throws InterruptedException {
    var invoices = json("/v1/invoices/" + month + "?limit=1");
    if (invoices.path("state").asText().equals("ISSUED")) {
      for (var invoice : invoices.path("invoices")) {
        document(
            About.document(
                month, invoice.path("number").asText(), invoice.path("currency").asText()));
      }
    } else if (!invoices.path("invoices").isEmpty()) {
      filing.lacks(About.month(month), "INVOICE", List.of(new Reason("state", "is PREVIEW")));
    }
  }

  private void document(About about) throws InterruptedException {
    var path = "/v1/documents/" + encoded(String.valueOf(about.number()));
    var document = json(path);
    var kept = new ArrayList<Kept>();
    for (var file : document.path("files")) {
      kept.add(
          new Kept(
              file.path("format").asText(),
              file.path("sha256").asText(),
              file.path("bytes").asLong()));
    }
    filing.add(
        new Issued(
            document.path("number").asText(),
            document.path("type").asText(),
            document.path("month").asText(),
            document.path("currency").asText(),
            kept));
    for (var format : DocumentFormat.values()) {
      var file = kept.stream().filter(each -> each.format().equals(format.name())).findFirst();
      if (file.isPresent()) {
        rendered(about, format, file.get().sha256(), path);
      } else {
        notRendered(about, format, document.path("lacks"));
      }
    }
    var invoice = "/v1/invoices/%s?currency=%s".formatted(about.month(), about.currency());
    filing.file(about, "CSV", about.name() + ".csv", there(invoice, CSV));
    filing.file(
        about,
        "CSV_RECONCILIATION",
        about.name() + "-reconciliation.csv",
        there(invoice, CSV + "; profile=reconciliation"));
    filing.file(about, "JSON", about.name() + ".json", pretty(allPages(invoice + "&limit=200")));
  }

  private void rendered(About about, DocumentFormat format, String sha256, String path)
      throws InterruptedException {
    var name = about.name() + "." + format.extension();
    if (filing.hasFiled(about, format.name(), name, sha256)) {
      return;
    }
    var content = there(path, format.mediaType());
    if (!ExportFolder.sha256(content).equals(sha256)) {
      throw new UserFault("the server sent another file than the recorded one for " + name);
    }
    filing.file(about, format.name(), name, content);
  }

  private void notRendered(About about, DocumentFormat format, JsonNode lacks) {
    var reasons = reasons(lacks, format.name());
    if (reasons.isEmpty()) {
      awaited++;
      reasons = List.of(new Reason("files", "is not rendered yet"));
    }
    filing.lacks(about, format.name(), reasons);
  }

  private static List<Reason> reasons(JsonNode lacks, String format) {
    var reasons = new ArrayList<Reason>();
    for (var each : lacks) {
      if (each.path("format").asText(format).equals(format)) {
        reasons.add(new Reason(each.path("field").asText(), each.path("reason").asText()));
      }
    }
    return reasons;
  }

  private void statement(YearMonth month) throws InterruptedException {
    var about = About.month(month);
    var path = "/v1/statements/" + month;
    var statement = json(path);
    if (!statement.path("state").asText().equals("CLOSED")) {
      filing.lacks(about, "STATEMENT", List.of(new Reason("state", "is OPEN")));
      return;
    }
    filing.file(about, "STATEMENT_JSON", about.name() + ".json", pretty(statement));
    filing.file(about, "STATEMENT_CSV", about.name() + ".csv", there(path, CSV));
    var pdf = api.get(path, DocumentFormat.PDF.mediaType());
    if (pdf.isThere()) {
      filing.file(about, "STATEMENT_PDF", about.name() + ".pdf", pdf.body());
    } else {
      filing.lacks(about, "STATEMENT_PDF", reasons(pdf.json().path("lacks"), ""));
    }
  }

  /** Returns the month with the entries of all its pages. */
  private JsonNode allPages(String path) throws InterruptedException {
    var whole = (ObjectNode) json(path);
    var entries = (ArrayNode) whole.path("entries");
    for (var next = whole.path("next"); next.isTextual(); ) {
      var page = json(path + "&cursor=" + encoded(next.asText()));
      page.path("entries").forEach(entries::add);
      next = page.path("next");
    }
    whole.remove("next");
    return whole;
  }

  private JsonNode json(String path) throws InterruptedException {
    var fetched = api.get(path, JSON_TYPE);
    var json = fetched.json();
    if (!fetched.isThere() || !json.isObject()) {
      throw new UserFault("the server sends no JSON for " + path);
    }
    return json;
  }

  private byte[] there(String path, String accept) throws InterruptedException {
    var fetched = api.get(path, accept);
    if (!fetched.isThere()) {
      throw new UserFault("the server sends no %s for %s".formatted(accept, path));
    }
    return fetched.body();
  }

  private static byte[] pretty(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
