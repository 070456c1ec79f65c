package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewInvoiceHandlerTest {
  private static final Events PREVIEW = Events.of("preview-invoice");
  private static final PartnerId OTHER = new PartnerId("partner-b");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final List<InvoiceDocument> rendered = new ArrayList<>();
  private byte[] file = "%PDF".getBytes(StandardCharsets.US_ASCII);

  @BeforeEach
  void placeTheOrder() {
    fixture.bought(Story.licences());
  }

  private void partiesAreImported() {
    areImported(ExampleParties.seller());
  }

  private void areImported(Seller seller) {
    var parties = fixture.ports().parties();
    parties.publish(seller, Story.BOUGHT_AT);
    parties.publish(
        Story.PARTNER, Optional.of(ExampleParties.buyer()), Optional.empty(), Story.BOUGHT_AT);
  }

  private Reply answer(Events event) {
    return fixture.send(
        wiring ->
            new PreviewInvoiceHandler(
                wiring,
                document -> {
                  rendered.add(document);
                  return file;
                }),
        event);
  }

  @Test
  void rendersTheMonthSoFar() {
    partiesAreImported();

    var reply = answer(PREVIEW);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(Base64.getDecoder().decode(reply.text())).isEqualTo(file);
    assertThat(reply.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"preview-2026-11-USD.pdf\"");
    assertThat(rendered)
        .singleElement()
        .satisfies(each -> assertThat(each.issue()).isEmpty())
        .satisfies(each -> assertThat(each.lines()).hasSize(1));
  }

  @Test
  void storesAPreviewThatIsTooLargeForAnAnswerAsAFile() throws Exception {
    partiesAreImported();
    file = new byte[4_000_001];

    var reply = answer(PREVIEW);

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(reply.header("Location"))).build();
      var stored = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(stored.body()).isEqualTo(file);
      assertThat(stored.headers().firstValue("content-type")).contains("application/pdf");
    }
  }

  @Test
  void leadsToTheDocumentOnceTheMonthIsIssued() {
    fixture.partnerIs(false);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);

    assertThat(answer(PREVIEW).status()).isEqualTo(303);
    assertThat(answer(PREVIEW).header("Location")).isEqualTo("/v1/invoices/2026-11");
    assertThat(answer(PREVIEW.withQuery("currency=USD")).header("Location"))
        .isEqualTo("/v1/invoices/2026-11?currency=USD");
    assertThat(rendered).isEmpty();
  }

  @Test
  void namesThePartiesThatAreMissing() {
    var reply = answer(PREVIEW);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.json().get("lacks").findValuesAsText("field"))
        .containsExactly("seller", "buyer");
    assertThat(rendered).isEmpty();
  }

  @Test
  void namesTheMarketWhoseTaxIsMissing() {
    var seller = ExampleParties.seller();
    areImported(new Seller(seller.party(), seller.bankAccount(), seller.terms(), Map.of()));

    var reply = answer(PREVIEW);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("marketTaxes.US");
    assertThat(rendered).isEmpty();
  }

  @Test
  void namesACharacterWithoutGlyph() {
    var parties = fixture.ports().parties();
    parties.publish(ExampleParties.seller(), Story.BOUGHT_AT);
    var buyer = ExampleParties.buyer("Contoso \u0E01");
    parties.publish(Story.PARTNER, Optional.of(buyer), Optional.empty(), Story.BOUGHT_AT);

    var reply = fixture.send(PreviewInvoiceHandler::new, PREVIEW);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("buyer.legalName");
    assertThat(reply.at("/lacks/0/reason")).contains("U+0E01 (THAI CHARACTER KO KAI)");
  }

  @Test
  void asksWhichDocumentOfAMonthWithSeveral() {
    partiesAreImported();
    fixture.placed(
        Story.ordered(Bought.perpetual().priced("1.00", "EUR").purchase())
            .at(Story.BOUGHT_AT.plusMillis(1))
            .order());

    assertThat(answer(PREVIEW).refusal()).isEqualTo("400 validation");
    assertThat(answer(PREVIEW).at("/errors/0/parameter")).isEqualTo("currency");
    assertThat(answer(PREVIEW.withQuery("currency=EUR")).status()).isEqualTo(200);
    assertThat(rendered)
        .singleElement()
        .satisfies(each -> assertThat(each.currency().getCurrencyCode()).isEqualTo("EUR"));
  }

  @Test
  void hasNoPreviewOfAMonthWithoutEntries() {
    partiesAreImported();

    assertThat(answer(PREVIEW.withVariable("month", "2027-05")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(PREVIEW.withQuery("currency=JPY")).refusal()).isEqualTo("404 not-found");
    fixture
        .ports()
        .parties()
        .publish(OTHER, Optional.of(ExampleParties.buyer()), Optional.empty(), Story.BOUGHT_AT);
    assertThat(answer(PREVIEW.ofPartner(OTHER.value())).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"currency=usd", "currency=", "limit=1", "currency=USD&currency=EUR"})
  void refusesInvalidParameters(String query) {
    assertThat(answer(PREVIEW.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void answersInPdfOnly() {
    assertThat(answer(PREVIEW.withHeader("accept", "application/json")).refusal())
        .isEqualTo("406 not-acceptable");
  }

  @Test
  void allowsOnlyRolesThatBuyOrPay() {
    partiesAreImported();

    for (var role : new String[] {"AdminAgent", "GlobalAdmin", "AccountAdmin"}) {
      assertThat(answer(PREVIEW.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(PREVIEW.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
