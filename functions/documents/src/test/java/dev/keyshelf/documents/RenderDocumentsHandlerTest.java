package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
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
    ports.parties().publish(Story.PARTNER, Optional.of(ExampleParties.buyer()), DUE_AT);
    ports
        .partners()
        .publish(
            List.of(Situations.aPartner(Story.PARTNER, "Contoso", false, "server-software")),
            DUE_AT);
  }

  private JsonNode fire(Events event) {
    return fixture.fire(RenderDocumentsHandler::new, event);
  }

  private List<Document> made() {
    return fixture.ports().documents().made(Story.PARTNER, "INV-000001");
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
