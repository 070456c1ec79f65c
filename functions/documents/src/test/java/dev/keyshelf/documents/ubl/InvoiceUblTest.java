package dev.keyshelf.documents.ubl;

import static dev.keyshelf.documents.ExampleDocument.Item.included;
import static dev.keyshelf.documents.ExampleDocument.Item.taxed;
import static dev.keyshelf.documents.ExampleDocument.Item.untaxed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.testkit.document.EInvoiceRules;
import dev.keyshelf.testkit.document.EInvoiceSums;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks what stands where in an e-invoice. */
class InvoiceUblTest {
  /** Returns the document, which the rules find nothing in. */
  private static String render(InvoiceDocument document) {
    var file = InvoiceUbl.render(document);

    assertThat(EInvoiceRules.findings(file)).isEmpty();
    assertThat(EInvoiceSums.differences(file)).isEmpty();
    return new String(file, StandardCharsets.UTF_8);
  }

  private static String render(ExampleDocument document) {
    return render(document.build());
  }

  /** Returns the texts of all elements of a name. */
  private static List<String> all(String name, String file) {
    return Pattern.compile("<cbc:%s[^>]*>([^<]*)<".formatted(name))
        .matcher(file)
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }

  private static List<String> property(String name, String file) {
    return Pattern.compile("<cbc:Name>%s</cbc:Name><cbc:Value>([^<]*)<".formatted(name))
        .matcher(file)
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }

  @Test
  void hasTheUnitPriceWhereUnitsOfItAreExactlyTheNet() {
    var file = render(ExampleDocument.in("EUR").charge(taxed("a", 3, "33.35", "0.19")));

    assertThat(all("PriceAmount", file)).containsExactly("33.35");
    assertThat(file).doesNotContain("BaseQuantity");
    assertThat(all("TaxInclusiveAmount", file)).containsExactly("119.06");
    assertThat(all("PayableAmount", file)).containsExactly("119.06");
  }

  @Test
  void hasTheNetOfAllUnitsWherePricesIncludeTax() {
    var file =
        render(
            ExampleDocument.in("AUD")
                .forCustomer(ExampleDocument.customer("Fabrikam", "AU"))
                .charge(included("a", 3, "10.00", "0.10")));

    assertThat(all("LineExtensionAmount", file)).containsExactly("27.27", "27.27");
    assertThat(all("PriceAmount", file)).containsExactly("27.27");
    assertThat(all("BaseQuantity", file)).containsExactly("3");
    assertThat(all("TaxInclusiveAmount", file)).containsExactly("30.00");
  }

  @Test
  void hasCreditsAsNegativeQuantitiesOfAnInvoice() {
    var file =
        render(
            ExampleDocument.in("EUR")
                .charge(taxed("a", 3, "10.00", "0.19"))
                .credit("NO_LONGER_NEEDED", taxed("b", 2, "10.00", "0.19")));

    assertThat(file).contains("<cbc:InvoiceTypeCode>380<");
    assertThat(all("InvoicedQuantity", file)).containsExactly("3", "-2");
    assertThat(all("LineExtensionAmount", file)).containsExactly("10.00", "30.00", "-20.00");
  }

  @Test
  void turnsAllSignsInACreditNote() {
    var file =
        render(
            ExampleDocument.in("EUR")
                .carriedIn("-50.00")
                .charge(taxed("a", 1, "10.00", "0.19"))
                .credit("NO_LONGER_NEEDED", taxed("b", 2, "10.00", "0.19")));

    assertThat(file).contains("<cbc:CreditNoteTypeCode>381<").doesNotContain("DueDate");
    assertThat(all("CreditedQuantity", file)).containsExactly("-1", "2");
    assertThat(all("LineExtensionAmount", file)).containsExactly("10.00", "-10.00", "20.00");
    assertThat(all("TaxAmount", file)).containsExactly("1.90", "1.90");
    assertThat(all("PayableAmount", file)).containsExactly("11.90");
    assertThat(all("PaymentMeansCode", file)).containsExactly("97");
    assertThat(file).doesNotContain("PrepaidAmount");
  }

  @Test
  void namesTheInvoiceThatChargedWhatIsCredited() {
    var file =
        render(
            ExampleDocument.in("EUR")
                .chargedOn(Optional.of("KS-2026-000017"))
                .charge(taxed("a", 3, "10.00", "0.19"))
                .credit("NO_LONGER_NEEDED: sold", taxed("b", 2, "10.00", "0.19")));

    assertThat(file)
        .contains("<cac:InvoiceDocumentReference><cbc:ID>KS-2026-000017</cbc:ID>")
        .contains("<cbc:Note>20.00 EUR x 2/2 x 365 of 365 days = 20.00 EUR</cbc:Note>");
    assertThat(property("Charged on invoice", file)).containsExactly("KS-2026-000017");
    assertThat(property("Reason", file)).containsExactly("NO_LONGER_NEEDED: sold");
  }

  @Test
  void isNoReferenceToItself() {
    var file =
        render(
            ExampleDocument.in("EUR")
                .numbered("KS-2026-000042")
                .chargedOn(Optional.of("KS-2026-000042"))
                .charge(taxed("a", 3, "10.00", "0.19"))
                .credit("NO_LONGER_NEEDED", taxed("b", 2, "10.00", "0.19")));

    assertThat(file).doesNotContain("BillingReference");
    assertThat(property("Charged on invoice", file)).containsExactly("KS-2026-000042");
  }

  @Test
  void hasAUsedCreditAsPrepaid() {
    var part = ExampleDocument.in("EUR").carriedIn("-10.00").charge(untaxed("a", 3, "10.00"));
    var all = ExampleDocument.in("EUR").carriedIn("-90.00").charge(untaxed("a", 3, "10.00"));

    assertThat(all("PrepaidAmount", render(part))).containsExactly("10.00");
    assertThat(all("PayableAmount", render(part))).containsExactly("20.00");
    assertThat(all("PrepaidAmount", render(all))).containsExactly("30.00");
    assertThat(all("PayableAmount", render(all))).containsExactly("0.00");
  }

  @Test
  void namesThePurchaseOrderOnceIfAllLinesHaveIt() {
    var one =
        render(
            ExampleDocument.in("EUR").charge(untaxed("a", 1, "1.00")).charge(untaxed("b", 1, "2")));
    var several =
        render(
            ExampleDocument.in("EUR")
                .charge(untaxed("a", 1, "1.00"))
                .referring(
                    new References(
                        Optional.of("PO <2> & more"), Optional.empty(), Optional.empty()))
                .charge(untaxed("b", 1, "2.00")));

    assertThat(one).contains("<cac:OrderReference><cbc:ID>PO-4711</cbc:ID>");
    assertThat(property("Purchase order", one)).isEmpty();
    assertThat(several).doesNotContain("OrderReference");
    assertThat(property("Purchase order", several))
        .containsExactly("PO-4711", "PO &lt;2&gt; &amp; more");
  }

  @Test
  void keepsItsPeriodToTheMonthThoughTermsAreLonger() {
    var file = render(ExampleDocument.in("EUR").charge(untaxed("a", 1, "1.00")));

    assertThat(file).contains("<cbc:StartDate>2026-10-01</cbc:StartDate><cbc:EndDate>2026-10-31<");
    assertThat(property("Term starts", file)).containsExactly("2026-10-01");
    assertThat(property("Term ends", file)).containsExactly("2027-10-01");
  }

  @Test
  void sumsWhatIsIncludedAndAddedAtOneRateInOneRow() {
    var file =
        render(
            ExampleDocument.in("EUR")
                .charge(
                    taxed("a", 1, "100.00", "0.190"),
                    included("b", 1, "119.00", "0.19"),
                    taxed("c", 1, "50.00", "0.07"),
                    taxed("d", 1, "1.00", "0")));

    assertThat(all("TaxableAmount", file)).containsExactly("50.00", "200.00", "1.00");
    assertThat(all("TaxAmount", file)).containsExactly("41.50", "3.50", "38.00", "0.00");
  }

  @Test
  void isOfAFewBytesForEachLineAndTheSameEachTime() {
    var items = Collections.nCopies(300, taxed("寿司 🍣 <b>", 7, "33.33", "0.19"));
    var document =
        ExampleDocument.in("EUR").charge(items.toArray(ExampleDocument.Item[]::new)).build();
    var file = render(document);

    assertThat(file).isEqualTo(render(document)).contains("寿司 🍣 &lt;b&gt;, 1 year");
    assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(600_000);
  }

  @Test
  void refusesLinesThatAreNotItsTotals() {
    var one = ExampleDocument.in("EUR").charge(untaxed("a", 1, "1.00")).build();
    var other = ExampleDocument.in("EUR").charge(untaxed("a", 1, "1.01")).build();
    var wrong =
        new InvoiceDocument(
            one.partner(),
            one.month(),
            one.issue(),
            one.seller(),
            one.buyer(),
            other.settlement(),
            one.lines());

    assertThatIllegalStateException()
        .isThrownBy(() -> InvoiceUbl.render(wrong))
        .withMessageContaining("do not add up");
  }
}
