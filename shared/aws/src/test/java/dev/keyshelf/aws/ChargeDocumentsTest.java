package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Credits name the document with their charge. */
@OnCloud
class ChargeDocumentsTest {
  private static final Instant JUNE = Instant.parse("2020-06-10T12:00:00Z");

  private final CloudFixture cloud;
  private final Wiring ports;
  private final Billing billing;

  ChargeDocumentsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
    this.billing = new Billing(ports);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  /** Returns where the credits of a month were charged, in the ledger's order. */
  private List<String> charged(String month) {
    var reading = billing.reading();
    var shown = reading.month(PARTNER, Billing.month(month));
    var charges = reading.charges(shown);
    return billing.entries(month).stream()
        .flatMap(entry -> charges.of(entry).stream())
        .map(on -> on.number().orElse("not issued") + " of " + on.month())
        .toList();
  }

  @Test
  void aCreditOfAnEarlierMonthNamesTheInvoiceOfThatMonthBeforeAndAfterItIsIssued() {
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.issued("2020-07-01T01:00:00Z");
    billing.cancelled(order, "2020-07-10T12:00:00Z");
    assertThat(charged("2020-07")).containsExactly("INV-000001 of 2020-06");

    billing.issued("2020-08-01T01:00:00Z");

    assertThat(charged("2020-07")).containsExactly("INV-000001 of 2020-06");
    assertThat(charged("2020-06")).isEmpty();
  }

  @Test
  void aCreditOfTheSameMonthNamesItsOwnDocumentOnceIssued() {
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.cancelled(order, "2020-06-11T12:00:00Z");
    assertThat(charged("2020-06")).containsExactly("not issued of 2020-06");

    billing.issued("2020-07-01T01:00:00Z");

    assertThat(charged("2020-06")).containsExactly("INV-000001 of 2020-06");
  }

  @Test
  void aCreditInAMonthAfterTheOneThatIsNotIssuedYetSaysSo() {
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.cancelled(order, "2020-07-10T12:00:00Z");

    assertThat(charged("2020-07")).containsExactly("not issued of 2020-06");
  }

  @Test
  void aCreditNamesTheDocumentInItsCurrencyByTheNumberOfTheScheme() {
    ports.invoices().setScheme(new NumberScheme("KS-{year}-{number}", 4), JUNE);
    billing.bought("2020-06-10T12:00:00Z", "100", "JPY");
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.issued("2020-07-01T01:00:00Z");
    billing.cancelled(order, "2020-07-10T12:00:00Z");

    assertThat(charged("2020-07")).containsExactly("KS-2020-0002 of 2020-06");
  }

  /** A charge that was booked too late for its month's invoice is on the next one. */
  @Test
  void aCreditOfALateChargeNamesTheInvoiceThatHasItAndNotThatOfItsMonth() {
    billing.bought("2020-06-01T12:00:00Z", "1.00");
    billing.bought("2020-06-30T12:00:00Z", "1.00");
    billing.issued("2020-07-01T01:00:00Z");
    var late = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.cancelled(late, "2020-08-02T12:00:00Z");
    assertThat(charged("2020-08")).containsExactly("not issued of 2020-07");

    billing.issued("2020-08-01T01:00:00Z");
    assertThat(charged("2020-08")).containsExactly("INV-000002 of 2020-07");

    billing.issued("2020-09-01T01:00:00Z");
    assertThat(charged("2020-08")).containsExactly("INV-000002 of 2020-07");
  }

  @Test
  void aLateChargeAndItsCreditAreOnOneDocument() {
    billing.bought("2020-06-01T12:00:00Z", "1.00");
    billing.issued("2020-07-01T01:00:00Z");
    var late = billing.bought("2020-06-10T12:00:00Z", "100.00");
    billing.cancelled(late, "2020-06-12T12:00:00Z");
    assertThat(charged("2020-07")).containsExactly("not issued of 2020-07");

    billing.issued("2020-08-01T01:00:00Z");

    assertThat(charged("2020-07")).containsExactly("INV-000002 of 2020-07");
  }

  @Test
  void findsAChargeInEachPartOfALargeMonth() {
    var steps = new Steps(ports);
    var first = steps.placed(perpetual().times(1).on(JUNE));
    for (int i = 1; i < 2_010; i++) {
      steps.placed(perpetual().times(1).on(JUNE.plus(Duration.ofMillis(i))));
    }
    var last = steps.placed(perpetual().times(1).on(JUNE.plusSeconds(9)));
    billing.issued("2020-07-01T01:00:00Z");
    steps.cancelled(first, JUNE.plus(Duration.ofDays(30)));
    steps.cancelled(last, JUNE.plus(Duration.ofDays(31)));

    assertThat(charged("2020-07"))
        .containsExactly("INV-000001 of 2020-06", "INV-000001 of 2020-06");
  }

  /** Entries of release 0.1.0 do not name the charge, whose id is not made of the order's. */
  @Test
  void aCreditOfRelease010FindsItsChargeByItsOrder() {
    billing.bought("2020-06-10T12:00:00Z", "1.00");
    var order = billing.bought("2020-06-10T12:00:00Z", "100.00");
    isOf010("2020-06", order.id().value(), "01E000000000000000000000AA");
    billing.issued("2020-07-01T01:00:00Z");
    billing.cancelled(order, "2020-07-10T12:00:00Z");
    isOf010("2020-07", order.id().value(), "01E000000000000000000000BB");

    assertThat(billing.entries("2020-07"))
        .singleElement()
        .isInstanceOfSatisfying(
            LedgerEntry.CreditNote.class, note -> assertThat(note.charge()).isEmpty());
    assertThat(charged("2020-07")).containsExactly("INV-000001 of 2020-06");
  }

  @Test
  void creditsOfAnOrderOfRelease010ReadItsChargeOnceAndNothingAfterIt() {
    var order = new Steps(ports).placed(perpetual().times(3).on(JUNE));
    isOf010("2020-06", order.id().value(), "01E000000000000000000000AA");
    for (int i = 1; i < 5; i++) {
      billing.bought(JUNE.plusMillis(i).toString(), "1.00");
    }
    billing.issued("2020-07-01T01:00:00Z");
    for (int part = 0; part < 3; part++) {
      new Steps(ports).cancelledInPart(order, JUNE.plus(Duration.ofDays(30 + part)));
      isOf010("2020-07", order.id().value(), "01E000000000000000000000B" + part);
    }
    var credits = billing.entries("2020-07");
    var ranges = new ArrayList<String>();
    var items = new AtomicInteger();
    var table = queried(ranges, items);
    var reading =
        new ReadInvoices(new DynamoLedger(table), new DynamoInvoices(table, ports.clock()));
    var charges = reading.charges(reading.month(PARTNER, Billing.month("2020-07")));

    assertThat(credits)
        .hasSize(3)
        .allSatisfy(
            credit -> {
              assertThat(((LedgerEntry.CreditNote) credit).charge()).isEmpty();
              assertThat(charges.of(credit).flatMap(ChargedOn::number)).hasValue("INV-000001");
            });
    assertThat(ranges)
        .containsExactly(
            "LEDGER#" + PARTNER + "#2020-06",
            "INVOICES#" + PARTNER,
            "ROLL#" + PARTNER + "#2020-06");
    assertThat(items).as("the charge, the invoice, the part").hasValue(3);
  }

  /** Returns a table that notes which partitions are queried, and how many items are found. */
  private Table queried(List<String> partitions, AtomicInteger items) {
    var noted =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution context, ExecutionAttributes ignored) {
            if (context.request() instanceof QueryRequest query
                && context.response() instanceof QueryResponse answer) {
              partitions.add(
                  Objects.requireNonNull(query.expressionAttributeValues().get(":partition")).s());
              items.addAndGet(answer.items().size());
            }
          }
        };
    var environment = OnDynamo.environment(cloud);
    return new Table(
        Interrupted.client(environment, noted),
        Interrupted.variable(environment, "KEYSHELF_TABLE"),
        ports.clock());
  }

  /** Changes the id of an order's entry, and removes what 0.1.0 did not write. */
  private void isOf010(String month, String order, String id) {
    var table = Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE");
    var dynamo = cloud.dynamoDb();
    var written =
        dynamo.scan(scan -> scan.tableName(table)).items().stream()
            .filter(item -> text(item, "pk").equals("LEDGER#" + PARTNER + "#" + month))
            .filter(item -> text(item, "order").equals(order) && item.containsKey("billedTo"))
            .findFirst()
            .orElseThrow();
    dynamo.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(Map.of("pk", value(written, "pk"), "sk", value(written, "sk"))));
    var older = new HashMap<>(written);
    older.remove("billedTo");
    older.remove("charge");
    older.remove("reason");
    var sort = text(written, "sk");
    older.put("sk", AttributeValue.fromS(sort.substring(0, sort.indexOf('#') + 1) + id));
    older.put("id", AttributeValue.fromS(id));
    dynamo.putItem(put -> put.tableName(table).item(older));
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? value(item, name).s() : "";
  }
}
