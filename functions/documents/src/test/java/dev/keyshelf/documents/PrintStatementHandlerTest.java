package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrintStatementHandlerTest {
  private static final Events PRINT =
      Events.of("print-statement").withVariable("month", "2026-12").from("AccountAdmin");
  private static final byte[] FILE = "%PDF".getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final List<Statement> rendered = new ArrayList<>();

  private void isInvoiced() {
    fixture.bought(Story.licences());
    fixture.partnerIs(false);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
    fixture.strike(Instant.parse("2026-12-20T12:00:00Z"));
  }

  private void partiesAreImported() {
    var parties = fixture.ports().parties();
    parties.publish(ExampleParties.seller(), Story.BOUGHT_AT);
    parties.publish(
        Story.PARTNER, Optional.of(ExampleParties.buyer()), Optional.empty(), Story.BOUGHT_AT);
  }

  private Reply answer(Events event) {
    return fixture.send(
        wiring ->
            new PrintStatementHandler(
                wiring,
                (statement, seller, buyer) -> {
                  assertThat(seller).isEqualTo(ExampleParties.seller());
                  assertThat(buyer).isEqualTo(ExampleParties.buyer());
                  rendered.add(statement);
                  return FILE;
                }),
        event);
  }

  @Test
  void rendersTheStatementOfTheMonth() {
    isInvoiced();
    partiesAreImported();

    var reply = answer(PRINT);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(Base64.getDecoder().decode(reply.text())).isEqualTo(FILE);
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"statement-2026-12.pdf\"");
    assertThat(rendered)
        .singleElement()
        .satisfies(each -> assertThat(each.accounts()).hasSize(1))
        .satisfies(each -> assertThat(each.closed()).isFalse());
  }

  @Test
  void namesThePartiesThatAreMissing() {
    var reply = answer(PRINT);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.json().get("lacks").findValuesAsText("field"))
        .containsExactly("seller", "buyer");
    assertThat(rendered).isEmpty();
  }

  @Test
  void namesACharacterWithoutGlyph() {
    isInvoiced();
    var parties = fixture.ports().parties();
    parties.publish(ExampleParties.seller(), Story.BOUGHT_AT);
    var buyer = ExampleParties.buyer("Contoso \u0E01");
    parties.publish(Story.PARTNER, Optional.of(buyer), Optional.empty(), Story.BOUGHT_AT);

    var reply = fixture.send(PrintStatementHandler::new, PRINT);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("buyer.legalName");
  }

  @Test
  void takesNoParameters() {
    assertThat(answer(PRINT.withQuery("currency=USD")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void answersAMalformedMonthWith404() {
    assertThat(answer(PRINT.withVariable("month", "2026-13")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void allowsOnlyAccountants() {
    partiesAreImported();

    assertThat(answer(PRINT.from("GlobalAdmin")).status()).isEqualTo(200);
    assertThat(answer(PRINT.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
  }
}
