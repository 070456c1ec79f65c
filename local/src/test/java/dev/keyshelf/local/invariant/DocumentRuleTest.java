package dev.keyshelf.local.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Documents;
import dev.keyshelf.local.api.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("NullAway.Init") // @BeforeAll and @BeforeEach set the fields
class DocumentRuleTest {
  private static final String DOCUMENTS = "DOCUMENTS#partner-a";
  private static final String RECORDS = "ACTIVITY#partner-a#";

  private static List<Map<String, AttributeValue>> untouched;
  private static Map<String, byte[]> seals;
  private static Instant now;

  private Tampered stores;

  @BeforeAll
  static void trade() {
    try (var shop = Shop.open()) {
      Documents.haveASeller(shop);
      var customer = shop.customerOf("partner-a", "US");
      shop.order("partner-a", customer, "ws2019-std-16core:2");
      shop.endMonth();
      shop.machine().schedules().fire("IssueInvoices");
      shop.machine().schedules().fire("RenderDocuments");
      untouched = shop.items();
      seals = shop.seals();
      now = shop.machine().clock().instant();
    }
  }

  @BeforeEach
  void copy() {
    stores = new Tampered(untouched, seals, now);
  }

  @Test
  void findsNothingInTheFunctionsOwnItems() {
    assertThat(stores.find(DOCUMENTS, "MADE#", "")).isNotNull();
    assertThat(stores.violations()).isEmpty();
  }

  @Test
  void findsADocumentWithoutARecord() {
    stores.remove(RECORDS, "", "DOCUMENT_RENDERED");

    stores.expectFound("documents", DOCUMENTS, "no record");
  }

  @Test
  void findsARecordOfNoDocument() {
    stores.remove(DOCUMENTS, "MADE#", "");

    stores.expectFound("documents", RECORDS, "record of no document");
  }

  @Test
  void findsAnInvoiceWithoutADocument() {
    stores.remove(DOCUMENTS, "MADE#", "");

    stores.expectFound("documents", "INVOICES#partner-a", "neither rendered nor lacking");
  }

  @Test
  void findsADocumentWithTwoRecords() {
    stores.twice(RECORDS, "", "DOCUMENT_RENDERED", "id");

    stores.expectFound("documents", DOCUMENTS, "records");
  }

  @Test
  void findsAnotherDigestThanThatOfTheRecord() {
    stores.set(DOCUMENTS, "MADE#", "sha256", AttributeValue.fromS("0".repeat(64)));

    stores.expectFound("documents", DOCUMENTS, "sha256 of its record");
  }
}
