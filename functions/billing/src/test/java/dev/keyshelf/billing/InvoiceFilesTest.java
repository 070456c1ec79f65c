package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceFilesTest {
  private static final Events MONTH = Events.of("read-invoices");
  private static final Events DOCUMENT = Events.of("read-document");
  private static final Instant ISSUED_AT = Instant.parse("2026-12-01T01:00:00Z");
  private static final byte[] PDF = "%PDF-1.7 \u00e9".getBytes(StandardCharsets.ISO_8859_1);
  private static final Currency USD = Currency.getInstance("USD");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.bought(Story.licences());
  }

  private void isIssued() {
    fixture.partnerIs(false);
    var ports = fixture.ports();
    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
        .issue(ISSUED_AT, TimeLeft.ENDLESS);
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  private void isRendered(DocumentFormat format, byte[] file) {
    var document =
        new Document(
            Story.PARTNER,
            "INV-000001",
            DocumentType.INVOICE,
            YearMonth.of(2026, 11),
            USD,
            format,
            SpokenLanguage.ENGLISH,
            PageSize.A4,
            sha256(file),
            file.length,
            1,
            ISSUED_AT.plusSeconds(600));
    fixture.ports().documentFiles().keep(Story.PARTNER, format, document.sha256(), file);
    var act =
        new Act(
            new Actor.User("ada@contoso.example", Set.of("AdminAgent")), ISSUED_AT, "rendering");
    var record =
        ActivityRecord.of(
            Story.PARTNER, act, Operation.ORDER_PLACED, Subject.of(Story.CUSTOMER, Story.ORDER));
    fixture.ports().documents().keep(document, record);
  }

  private void lacks(DocumentFormat format, Lack... lacks) {
    fixture
        .ports()
        .documents()
        .note(
            new Lacking(
                Story.PARTNER, "INV-000001", YearMonth.of(2026, 11), USD, format, List.of(lacks)));
  }

  private Reply month(String accept) {
    return fixture.send(ReadInvoicesHandler::new, MONTH.withHeader("accept", accept));
  }

  private Reply document(String accept) {
    return fixture.send(ReadDocumentHandler::new, DOCUMENT.withHeader("accept", accept));
  }

  private static byte[] bytes(Reply reply) {
    assertThat(reply.answer().path("isBase64Encoded").asBoolean()).isTrue();
    return Base64.getDecoder().decode(reply.text());
  }

  @Test
  void answersWithTheBytesThatWereRendered() {
    isIssued();
    isRendered(DocumentFormat.PDF, PDF);

    for (var reply : List.of(month("application/pdf"), document("application/pdf"))) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(bytes(reply)).isEqualTo(PDF);
      assertThat(reply.header("Content-Type")).isEqualTo("application/pdf");
      assertThat(reply.header("Content-Disposition"))
          .isEqualTo("attachment; filename=\"INV-000001.pdf\"");
      assertThat(reply.header("Vary")).isEqualTo("Accept");
      assertThat(reply.header("ETag")).isEqualTo('"' + sha256(PDF).substring(0, 32) + '"');
      var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(PDF)));
      assertThat(reply.header("Repr-Digest")).isEqualTo("sha-256=:" + digest + ":");
    }
  }

  @Test
  void answers304ToAClientThatHasTheFile() {
    isIssued();
    isRendered(DocumentFormat.PDF, PDF);
    var tag = document("application/pdf").header("ETag");

    var again = DOCUMENT.withHeader("accept", "application/pdf").withHeader("if-none-match", tag);

    assertThat(fixture.send(ReadDocumentHandler::new, again).status()).isEqualTo(304);
  }

  @Test
  void answersWithTheEInvoiceByItsMediaType() {
    isIssued();
    isRendered(DocumentFormat.PDF, PDF);
    isRendered(DocumentFormat.UBL, new byte[] {'<'});

    var reply = document("application/xml");

    assertThat(bytes(reply)).containsExactly('<');
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"INV-000001.xml\"");
  }

  @Test
  void redirectsToAFileThatIsTooLargeForAnAnswer() {
    isIssued();
    isRendered(DocumentFormat.PDF, new byte[4_000_001]);

    var reply = document("application/pdf");

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).contains("/documents/").contains("X-Amz-Expires=120");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.at("/location")).isEqualTo(reply.header("Location"));
  }

  @Test
  void asksToComeBackBeforeTheFileIsRendered() {
    isIssued();

    for (var reply : List.of(month("application/pdf"), document("application/xml"))) {
      assertThat(reply.refusal()).isEqualTo("409 document-not-ready");
      assertThat(reply.header("Retry-After")).isEqualTo("900");
    }
  }

  @Test
  void namesWhatIsMissingForAFormat() {
    isIssued();
    isRendered(DocumentFormat.PDF, PDF);
    lacks(DocumentFormat.UBL, new Lack("buyer.electronicAddress", "is missing"));

    var reply = month("application/xml");

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.json().get("lacks").toString())
        .isEqualTo("[{\"field\":\"buyer.electronicAddress\",\"reason\":\"is missing\"}]");
    assertThat(month("application/pdf").status()).isEqualTo(200);
  }

  @Test
  void listsTheFilesAndWhatIsMissing() {
    isIssued();
    isRendered(DocumentFormat.PDF, PDF);
    lacks(DocumentFormat.UBL, new Lack("currency", "has more than two decimals"));

    var invoice = month("application/json").json().at("/invoices/0");
    var document = document("application/json").json();

    assertThat(document.at("/files")).isEqualTo(invoice.at("/documents"));
    assertThat(document.at("/lacks")).isEqualTo(invoice.at("/lacks"));
    assertThat(document.at("/files").toString())
        .isEqualTo(
            "[{\"format\":\"PDF\",\"mediaType\":\"application/pdf\","
                + "\"fileName\":\"INV-000001.pdf\",\"sha256\":\""
                + sha256(PDF)
                + "\",\"bytes\":10,\"rendering\":1,\"language\":\"en\","
                + "\"pageSize\":\"A4\",\"renderedAt\":\"2026-12-01T01:10:00Z\"}]");
    assertThat(document.at("/lacks").toString())
        .isEqualTo(
            "[{\"format\":\"UBL\",\"field\":\"currency\","
                + "\"reason\":\"has more than two decimals\"}]");
  }

  @Test
  void sendsAPreviewToItsOwnRoute() {
    var reply = month("application/pdf");

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).isEqualTo("/v1/invoices/2026-11/preview");
    var dollars =
        fixture.send(
            ReadInvoicesHandler::new,
            MONTH.withQuery("currency=USD").withHeader("accept", "application/pdf"));
    assertThat(dollars.header("Location")).isEqualTo("/v1/invoices/2026-11/preview?currency=USD");
  }

  @Test
  void hasNoEInvoiceOfAPreview() {
    var reply = month("application/xml");

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("state");
  }

  @Test
  void asksWhichDocumentOfAMonthWithSeveral() {
    fixture.placed(
        Story.ordered(Bought.perpetual().priced("1.00", "EUR").purchase())
            .at(Story.BOUGHT_AT.plusMillis(1))
            .order());
    isIssued();

    var reply = month("application/pdf");

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo("currency");
    assertThat(reply.at("/errors/0/detail"))
        .isEqualTo("is missing: the month has documents in EUR and USD; name one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/pdf", "application/xml"})
  void hasNoFileOfAMonthWithoutADocument(String accept) {
    isIssued();
    var october = MONTH.withVariable("month", "2026-10").withHeader("accept", accept);
    var yen = MONTH.withQuery("currency=JPY").withHeader("accept", accept);

    assertThat(fixture.send(ReadInvoicesHandler::new, october).refusal())
        .isEqualTo("404 not-found");
    assertThat(fixture.send(ReadInvoicesHandler::new, yen).refusal()).isEqualTo("404 not-found");
  }
}
