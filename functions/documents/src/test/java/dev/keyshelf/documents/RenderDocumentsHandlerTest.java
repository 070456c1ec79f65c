package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Ordered;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenderDocumentsHandlerTest {
  private static final Events FIRED = Events.of("render-documents");
  private static final Instant DUE_AT = Instant.parse("2026-12-01T01:00:00Z");
  private static final Instant NEXT_DUE_AT = Instant.parse("2027-01-01T01:00:00Z");
  private static final PartnerId OTHER = new PartnerId("partner-b");
  private static final int FORMATS = Formats.RENDERERS.size();

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void anInvoiceIsIssued() {
    fixture.partnerIs(false);
    fixture.bought(Story.licences());
    fixture.strike(DUE_AT);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(DUE_AT, TimeLeft.ENDLESS);
  }

  private void partiesAreImported() {
    var ports = fixture.ports();
    ports.parties().publish(ExampleParties.seller(), DUE_AT);
    ports
        .parties()
        .publish(Story.PARTNER, Optional.of(ExampleParties.buyer()), Optional.empty(), DUE_AT);
    ports
        .partners()
        .publish(
            List.of(Situations.aPartner(Story.PARTNER, "Contoso", false, "server-software")),
            DUE_AT);
  }

  private void buyerIsImported(PartnerId partner, String legalName, Instant at) {
    var ports = fixture.ports();
    ports
        .parties()
        .publish(partner, Optional.of(ExampleParties.buyer(legalName)), Optional.empty(), at);
    ports
        .partners()
        .publish(List.of(Situations.aPartner(partner, "Name", false, "server-software")), at);
  }

  /** Places an order of the other partner in December, and issues its invoice. */
  private void anotherPartnerIsInvoiced() {
    var at = DUE_AT.plus(Duration.ofDays(9));
    fixture.placed(
        new Ordered(
                OrderId.next(at),
                OTHER,
                Story.CUSTOMER,
                at,
                "grace@fabrikam.example",
                List.of(Story.licences()))
            .order());
    fixture.strike(NEXT_DUE_AT);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(NEXT_DUE_AT, TimeLeft.ENDLESS);
  }

  private JsonNode fire(Events event) {
    return fixture.fire(RenderDocumentsHandler::new, event);
  }

  private List<Document> made() {
    return made(Story.PARTNER);
  }

  private List<Document> made(PartnerId partner) {
    return fixture.ports().documents().made(partner, "INV-000001");
  }

  @Test
  void rendersEachFormatOnceOverSeveralRuns() {
    partiesAreImported();

    assertThat(fire(FIRED).path("made").asInt()).isEqualTo(FORMATS);
    assertThat(fire(FIRED).path("made").asInt()).isZero();

    assertThat(made()).hasSize(FORMATS);
    for (var document : made()) {
      var file = fixture.ports().documentFiles().read(document);
      assertThat(new String(file, 0, 5, StandardCharsets.ISO_8859_1))
          .isEqualTo(document.format() == DocumentFormat.PDF ? "%PDF-" : "<?xml");
    }
  }

  @Test
  void namesACharacterWithoutGlyphUntilTheBuyerHasAnotherName() {
    anotherPartnerIsInvoiced();
    fixture.ports().parties().publish(ExampleParties.seller(), NEXT_DUE_AT);
    buyerIsImported(Story.PARTNER, "Contoso \u0E01", NEXT_DUE_AT);
    buyerIsImported(OTHER, "Fabrikam", NEXT_DUE_AT);

    assertThat(fire(FIRED).path("lacking").asInt()).isEqualTo(1);
    assertThat(made()).extracting(Document::format).containsExactly(DocumentFormat.UBL);
    assertThat(made(OTHER)).hasSize(FORMATS);
    assertThat(fixture.ports().documents().lacking(Story.PARTNER, "INV-000001"))
        .singleElement()
        .satisfies(
            lacking -> {
              assertThat(lacking.format()).isEqualTo(DocumentFormat.PDF);
              assertThat(lacking.lacks())
                  .containsExactly(
                      new Lack(
                          "buyer.legalName",
                          "has U+0E01 (THAI CHARACTER KO KAI), for which no font has a glyph"));
            });

    buyerIsImported(Story.PARTNER, "Contoso", NEXT_DUE_AT.plusSeconds(60));

    assertThat(fire(FIRED).path("made").asInt()).isEqualTo(1);
    assertThat(made())
        .extracting(Document::format)
        .containsExactlyInAnyOrder(DocumentFormat.PDF, DocumentFormat.UBL);
  }

  @Test
  void saysHowManyLackSomething() {
    var answer = fire(FIRED);

    assertThat(answer.path("made").asInt()).isZero();
    assertThat(answer.path("lacking").asInt()).isEqualTo(FORMATS);
    assertThat(answer.path("complete").asBoolean()).isTrue();
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    partiesAreImported();

    var answer = fire(FIRED.withTimeLeft(Duration.ofSeconds(15)));

    assertThat(answer.path("complete").asBoolean()).isFalse();
    assertThat(made()).isEmpty();
    assertThat(fire(FIRED).path("made").asInt()).isEqualTo(FORMATS);
  }
}
