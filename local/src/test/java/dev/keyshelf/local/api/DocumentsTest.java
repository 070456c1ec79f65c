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
    agent = shop.of("partner-a");
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
  void leadToThePreviewWhileTheMonthRuns() {
    var running = "/v1/invoices/" + Beginning.MONTH;

    assertThat(agent.get(running + "?currency=USD", "Accept", PDF).expect(303).header("location"))
        .isEqualTo(running + "/preview?currency=USD");
    agent.get(running, "Accept", UBL).expectRefusal("406 document-not-available");
  }
}
