package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final String PDF = "application/pdf";
  private static final String UBL = "application/xml";

  private static Shop shop;
  private static Client agent;
  private static String number;
  private static String month;

  @BeforeAll
  static void issue() throws IOException {
    shop = Shop.open();
    shop.drop(
        "imports/house/house.yaml",
        """
        invoiceNumbers:
          format: "{year}/{partner}/R{number}"
          digits: 4
        """);
    Documents.haveASeller(shop);
    agent = shop.of("partner-a");
    shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    number = Documents.issued(shop, "partner-a");
    month = agent.get("/v1/documents/" + number).expect(200).at("/month");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void areFoundByANumberWithPlainAndWithEncodedSlashes() {
    assertThat(number).isEqualTo(Beginning.MONTH.getYear() + "/partner-a/R0001");
    var plain = agent.get("/v1/documents/" + number).expect(200);
    var encoded = agent.get("/v1/documents/" + number.replace("/", "%2F")).expect(200);

    assertThat(plain.at("/number")).isEqualTo(number);
    assertThat(encoded.text()).isEqualTo(plain.text());
    assertThat(agent.get("/v1/documents/" + number, "If-None-Match", plain.header("etag")).status())
        .isEqualTo(304);
  }

  @Test
  void areNotFoundByAnotherNumber() {
    for (var other : List.of(number + "/", number.substring(1), "R0001", "partner-a/R0001")) {
      agent.get("/v1/documents/" + other).expectRefusal("404 not-found");
    }
    shop.of("partner-b").get("/v1/documents/" + number).expectRefusal("404 not-found");
  }

  @Test
  void haveTheirLinesInCsvBeforeTheyAreRendered() {
    var csv = agent.get("/v1/documents/" + number, "Accept", "text/csv").expect(200);

    assertThat(csv.text()).contains(number);
    assertThat(csv.header("content-disposition"))
        .isEqualTo("attachment; filename=\"invoice-" + number.replace('/', '-') + ".csv\"");
  }

  @Test
  void areNotReadyBeforeTheyAreRendered() {
    for (var path : List.of("/v1/documents/" + number, "/v1/invoices/" + month)) {
      for (var format : List.of(PDF, UBL)) {
        agent.get(path, "Accept", format).expectRefusal("409 document-not-ready");
      }
    }
  }

  @Test
  void areNoPreviewOnceTheyAreIssued() {
    var issued = "/v1/invoices/" + month;

    assertThat(agent.get(issued + "/preview").expect(303).header("location")).isEqualTo(issued);
    agent
        .get("/v1/invoices/" + Beginning.MONTH.plusMonths(5) + "/preview")
        .expectRefusal("404 not-found");
  }

  @Test
  void areOnAStatementInPdf() {
    var statement = "/v1/statements/" + Beginning.MONTH;

    var led = agent.get(statement, "Accept", PDF).expect(303).header("location");
    assertThat(led).isEqualTo(statement + "/pdf");
    var pdf = agent.get(led).expect(200);
    assertThat(pdf.text()).startsWith("%PDF-");
    assertThat(agent.get(led, "If-None-Match", pdf.header("etag")).status()).isEqualTo(304);
    agent.get("/v1/statements/2026-13/pdf").expectRefusal("404 not-found");
  }

  @Test
  void leadToThePreviewWhileTheMonthRuns() {
    var running = "/v1/invoices/" + Beginning.MONTH;

    assertThat(agent.get(running + "?currency=USD", "Accept", PDF).expect(303).header("location"))
        .isEqualTo(running + "/preview?currency=USD");
    var preview = agent.get(running + "/preview").expect(200);
    assertThat(preview.text()).startsWith("%PDF-");
    assertThat(agent.get(running + "/preview", "If-None-Match", preview.header("etag")).status())
        .isEqualTo(304);
    agent.get(running, "Accept", UBL).expectRefusal("406 document-not-available");
  }
}
