package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDocumentHandlerTest {
  private static final Events READ = Events.of("read-document");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private void isIssued() {
    fixture.bought(Story.licences());
    fixture.placed(
        Story.ordered(Bought.perpetual().priced("1.00", "EUR").purchase())
            .at(Story.BOUGHT_AT.plusMillis(1))
            .order());
    fixture.partnerIs(false);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
  }

  private Reply answer(Events event) {
    return fixture.send(ReadDocumentHandler::new, event);
  }

  @Test
  void findsADocumentThatIsNotRendered() {
    isIssued();

    var reply = answer(READ.withVariable("number", "INV-000002"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            "{\"number\":\"INV-000002\",\"type\":\"INVOICE\",\"month\":\"2026-11\","
                + "\"currency\":\"USD\",\"state\":\"ISSUED\","
                + "\"issuedAt\":\"2026-12-01T01:00:00Z\",\"files\":[],\"lacks\":[]}");
  }

  @Test
  void findsANumberWithSlashes() {
    fixture
        .ports()
        .invoices()
        .setScheme(new NumberScheme("{year}/{partner}/R{number}", 4), Story.BOUGHT_AT);
    isIssued();

    var reply = answer(READ.withVariable("number", "2026/" + Story.PARTNER + "/R0001"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var csv =
        answer(
            READ.withVariable("number", "2026/" + Story.PARTNER + "/R0001")
                .withHeader("accept", "text/csv"));
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"invoice-2026-" + Story.PARTNER + "-R0001.csv\"");
  }

  @Test
  void writesTheDocumentsOwnLinesInCsv() {
    isIssued();

    var reply = answer(READ.withHeader("accept", "text/csv; profile=data"));

    assertThat(reply.text().lines()).hasSize(2).element(1).asString().contains("INV-000001", "EUR");
    var reconciliation = answer(READ.withHeader("accept", "text/csv; profile=reconciliation"));
    assertThat(reconciliation.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"reconciliation-INV-000001.csv\"");
  }

  @Test
  void hidesANumberInTheSeriesOfAnotherPartner() {
    fixture.ports().invoices().setScheme(new NumberScheme("R{number}", 4), Story.BOUGHT_AT);
    isIssued();

    var own = READ.withVariable("number", "R0001");
    assertThat(answer(own).at("/month")).isEqualTo("2026-11");
    assertThat(answer(own.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void findsAnOldNumberAfterASchemeIsSet() {
    isIssued();
    fixture.ports().invoices().setScheme(new NumberScheme("R{number}", 4), Story.BOUGHT_AT);
    fixture.placed(
        Story.ordered(Bought.perpetual().priced("1.00", "USD").purchase())
            .at(Instant.parse("2026-12-02T09:00:00Z"))
            .order());
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(Instant.parse("2027-01-01T01:00:00Z"), TimeLeft.ENDLESS);

    assertThat(answer(READ.withVariable("number", "INV-000002")).at("/month")).isEqualTo("2026-11");
    assertThat(answer(READ.withVariable("number", "R0001")).at("/month")).isEqualTo("2026-12");
    assertThat(answer(READ.withVariable("number", "INV-000003")).refusal())
        .isEqualTo("404 not-found");
  }

  @Test
  void answersANumberThatIsTooLongForAnyWith404() {
    isIssued();

    for (var number : new String[] {"R" + "1".repeat(5_000), "INV-" + "9".repeat(30)}) {
      assertThat(answer(READ.withVariable("number", number)).refusal()).isEqualTo("404 not-found");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INV-000003",
        "INV-000000",
        "INV-0000001",
        "INV-1",
        "inv-000001",
        "",
        " ",
        "%2F",
        "..",
        "\u0000"
      })
  void answersAnyOtherNumberWith404(String number) {
    isIssued();

    assertThat(answer(READ.withVariable("number", number)).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/pdf", "application/xml", "text/csv"})
  void hidesAnotherPartnersDocument(String accept) {
    isIssued();

    var other = READ.ofPartner("partner-b").withHeader("accept", accept);

    assertThat(answer(other).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void takesNoParameters() {
    isIssued();

    assertThat(answer(READ.withQuery("currency=USD")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void allowsOnlyRolesThatBuyOrPay() {
    isIssued();

    for (var role : new String[] {"AdminAgent", "GlobalAdmin", "AccountAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
