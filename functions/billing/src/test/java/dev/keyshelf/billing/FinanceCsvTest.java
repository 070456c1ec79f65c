package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What accountants and their programs read in an invoice's CSV. */
class FinanceCsvTest {
  private static final Events READ = Events.of("read-invoices");
  private static final String FOR_PROGRAMS = "text/csv; profile=data";
  private static final String RECONCILIATION = "text/csv; profile=reconciliation";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void buyCancelAndIssue() {
    fixture.partnerIs(false);
    fixture.bought(
        Bought.subscription(Period.ofYears(1))
            .on(Story.BOUGHT_AT)
            .times(3)
            .priced("1418.00", "USD")
            .referredTo("PO 4711/2026", "00123", "=K-100")
            .purchase());
    fixture.cancelled();
    fixture.placed(
        Story.ordered(Bought.perpetual().times(3).priced("0.35", "USD").purchase())
            .at(Story.BOUGHT_AT.plusSeconds(1))
            .order());
    issue();
  }

  private void issue() {
    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
  }

  private List<Map<String, String>> rows(String accept) {
    var text = fixture.send(ReadInvoicesHandler::new, READ.withHeader("accept", accept)).text();
    var lines = text.split("\r\n");
    var names = lines[0].split(",", -1);
    var rows = new ArrayList<Map<String, String>>();
    for (var line : Arrays.copyOfRange(lines, 1, lines.length)) {
      var cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      assertThat(cells).hasSameSizeAs(names);
      var row = new HashMap<String, String>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The charge and its credit are of the same instant, so either can be first. */
  private static Map<String, String> the(String kind, List<Map<String, String>> rows) {
    return rows.stream().filter(row -> row.containsValue(kind)).findFirst().orElseThrow();
  }

  @Test
  void saysWhoBoughtWhatForHowLongAndUnderWhichReferences() {
    var charge = the("CHARGE", rows(FOR_PROGRAMS));

    assertThat(charge)
        .containsEntry("customerName", "Fabrikam")
        .containsEntry("customerDomain", "fabrikam.example")
        .containsEntry("customerTenantId", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")
        .containsEntry("purchaseOrderNumber", "PO 4711/2026")
        .containsEntry("reference", "00123")
        .containsEntry("costCentre", "'=K-100")
        .containsEntry("quantity", "3")
        .containsEntry("unitPrice", "1418.00")
        .containsEntry("termStartsAt", Story.BOUGHT_AT.toString())
        .containsEntry("taxRate", "")
        .containsEntry("net", "4254.00")
        .containsEntry("tax", "0.00")
        .containsEntry("gross", "4254.00")
        .containsEntry("chargeId", "")
        .containsEntry("chargeInvoice", "")
        .containsEntry("chargeInvoiceMonth", "")
        .containsEntry("reason", "");
  }

  @Test
  void saysWhatACreditUndoesAndWhy() {
    var rows = rows(FOR_PROGRAMS);

    assertThat(the("CREDIT_NOTE", rows))
        .containsEntry("chargeId", the("CHARGE", rows).get("entryId"))
        .containsEntry("chargeInvoice", "INV-000001")
        .containsEntry("chargeInvoiceMonth", "2026-11")
        .containsEntry("reason", "OTHER")
        .containsEntry("purchaseOrderNumber", "PO 4711/2026")
        .containsEntry("net", "-4254.00")
        .containsEntry("gross", "-4254.00");
  }

  @Test
  void keepsTextsThatPeoplesSpreadsheetsWouldConvert() {
    assertThat(rows("text/csv").getFirst()).containsEntry("reference", "'00123");
  }

  @Test
  void saysTheSameInJson() {
    var reply = fixture.send(ReadInvoicesHandler::new, READ);

    var isCharge = reply.at("/entries/0/kind").equals("CHARGE");
    var charge = isCharge ? "/entries/0" : "/entries/1";
    var credit = isCharge ? "/entries/1" : "/entries/0";
    assertThat(reply.at(charge + "/customerName")).isEqualTo("Fabrikam");
    assertThat(reply.at(charge + "/customerDomain")).isEqualTo("fabrikam.example");
    assertThat(reply.at(charge + "/purchaseOrderNumber")).isEqualTo("PO 4711/2026");
    assertThat(reply.at(charge + "/lines/0/reference")).isEqualTo("00123");
    assertThat(reply.at(charge + "/lines/0/costCentre")).isEqualTo("=K-100");
    assertThat(reply.at(charge + "/lines/0/unitPrice/amount")).isEqualTo("1418.00");
    assertThat(reply.at(charge + "/lines/0/net/amount")).isEqualTo("4254.00");
    assertThat(reply.at(credit + "/chargeId")).isEqualTo(reply.at(charge + "/id"));
    assertThat(reply.at(credit + "/chargeInvoice")).isEqualTo("INV-000001");
    assertThat(reply.at(credit + "/chargeInvoiceMonth")).isEqualTo("2026-11");
    assertThat(reply.json().at(charge).has("chargeInvoice")).isFalse();
    assertThat(reply.at(credit + "/reason")).isEqualTo("OTHER");
  }

  @Test
  void writesTheColumnsThatReconciliationToolsRead() {
    var reply = fixture.send(ReadInvoicesHandler::new, READ.withHeader("accept", RECONCILIATION));

    assertThat(reply.header("Content-Type")).endsWith("; profile=reconciliation");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"reconciliation-2026-11.csv\"");
    assertThat(reply.text())
        .startsWith(
            "PartnerId,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,InvoiceNumber,"
                + "MpnId,ResellerMpnId,OrderId,OrderDate,ProductId,SkuId,AvailabilityId,SkuName,"
                + "ProductName,ChargeType,UnitPrice,Quantity,Subtotal,TaxTotal,Total,Currency,");
    var charge = the("new", rows(RECONCILIATION));
    var day = Story.BOUGHT_AT.toString().substring(0, 10).split("-");
    var date = Integer.parseInt(day[1]) + "/" + Integer.parseInt(day[2]) + "/" + day[0];
    assertThat(charge)
        .containsEntry("PartnerId", Story.PARTNER.value())
        .containsEntry("CustomerId", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")
        .containsEntry("CustomerName", "Fabrikam")
        .containsEntry("CustomerCountry", "US")
        .containsEntry("InvoiceNumber", "INV-000001")
        .containsEntry("OrderId", Story.ORDER.value())
        .containsEntry("OrderDate", date)
        .containsEntry("ProductName", "Windows Server")
        .containsEntry("SkuName", "\"2019, 16 cores\"")
        .containsEntry("UnitPrice", "1418.00")
        .containsEntry("EffectiveUnitPrice", "1418.00")
        .containsEntry("BillableQuantity", "3")
        .containsEntry("Subtotal", "4254.00")
        .containsEntry("SubscriptionId", Story.ORDER + "-1")
        .containsEntry("ChargeStartDate", date)
        .containsEntry("PCToBCExchangeRate", "1")
        .containsEntry("MpnId", "")
        .containsEntry("BillingFrequency", "");
  }

  @Test
  void reconcilesTheRowsWithTheNetOfTheInvoice() {
    var net =
        fixture
            .send(ReadInvoicesHandler::new, READ.withQuery("limit=200"))
            .at("/invoices/0/net/amount");

    var rows = rows(RECONCILIATION);
    var charge = the("new", rows);

    assertThat(the("cancelImmediate", rows))
        .containsEntry("Total", "-4254.00")
        .containsEntry("EffectiveUnitPrice", "-1418.00")
        .containsEntry("ReferenceId", charge.get("ReferenceId"));
    assertThat(
            rows.stream()
                .map(row -> new BigDecimal(row.get("Total")))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(net);
  }
}
