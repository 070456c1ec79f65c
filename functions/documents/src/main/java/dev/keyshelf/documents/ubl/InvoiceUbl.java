package dev.keyshelf.documents.ubl;

import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.TaxBreakdown;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.BankAccount;
import dev.keyshelf.domain.party.BankNumbers;
import dev.keyshelf.domain.party.TaxCategory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Renders issued documents as e-invoices: UBL 2.1, Invoice (380) or CreditNote (381), by EN 16931
 * and Peppol BIS Billing 3. In an invoice, credits are lines with a negative quantity. In a credit
 * note, all signs are turned, so charges are negative. The same document always gives the same
 * bytes.
 */
public final class InvoiceUbl {
  private static final String CUSTOMIZATION =
      "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
  private static final String PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
  private static final String SEPA_TRANSFER = "58";
  private static final String TRANSFER = "30";
  private static final String CLEARING = "97";

  private final InvoiceDocument document;
  private final InvoiceDocument.Issue issue;
  private final List<TaxBreakdown> taxes;
  private final boolean isCreditNote;
  private final UblWriter to;

  private InvoiceUbl(InvoiceDocument document) {
    this.document = document;
    this.issue = document.issue().orElseThrow();
    this.taxes = TaxBreakdown.of(document);
    this.isCreditNote = document.type() == DocumentType.CREDIT_NOTE;
    this.to = new UblWriter(isCreditNote ? "CreditNote" : "Invoice", isCreditNote);
  }

  /**
   * Renders a document that lacks nothing for this format.
   *
   * @throws IllegalStateException if its lines do not add up to its totals
   * @throws java.util.NoSuchElementException if it lacks something
   */
  public static byte[] render(InvoiceDocument document) {
    return new InvoiceUbl(document).render();
  }

  private byte[] render() {
    var purchaseOrder = purchaseOrder();
    header();
    purchaseOrder.ifPresent(
        number -> to.group("cac:OrderReference", () -> to.value("cbc:ID", number)));
    earlierInvoices();
    var parties = new UblParties(to, !has(TaxCategory.OUT_OF_SCOPE));
    parties.write("cac:AccountingSupplierParty", document.seller().party());
    parties.write("cac:AccountingCustomerParty", document.buyer().party());
    if (has(TaxCategory.INTRA_COMMUNITY)) {
      delivery();
    }
    payment();
    to.group("cac:TaxTotal", this::taxTotal);
    to.group("cac:LegalMonetaryTotal", this::totals);
    var lines = new UblLines(to, purchaseOrder.isEmpty());
    var number = 0;
    for (var line : document.lines()) {
      lines.write(++number, line);
    }
    return to.end();
  }

  private boolean has(TaxCategory category) {
    return taxes.stream().anyMatch(tax -> tax.category() == category);
  }

  private void header() {
    to.value("cbc:CustomizationID", CUSTOMIZATION);
    to.value("cbc:ProfileID", PROFILE);
    to.value("cbc:ID", issue.number());
    to.value("cbc:IssueDate", LocalDate.ofInstant(issue.at(), ZoneOffset.UTC).toString());
    to.value("cbc:DueDate", document.dueOn().map(LocalDate::toString));
    to.value(
        isCreditNote ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode",
        isCreditNote ? "381" : "380");
    to.value("cbc:DocumentCurrencyCode", document.currency().getCurrencyCode());
    to.value("cbc:BuyerReference", document.buyerReference());
    to.group(
        "cac:InvoicePeriod",
        () -> {
          to.value("cbc:StartDate", document.month().atDay(1).toString());
          to.value("cbc:EndDate", document.month().atEndOfMonth().toString());
        });
  }

  /** Returns the number of the purchase order if all lines have the same. */
  private Optional<String> purchaseOrder() {
    var numbers =
        document.lines().stream().map(line -> line.entry().purchaseOrderNumber()).distinct();
    var all = numbers.toList();
    return all.size() == 1 ? all.getFirst() : Optional.empty();
  }

  /** Names the other documents whose charges this one credits. */
  private void earlierInvoices() {
    var numbers = new TreeSet<String>();
    document.lines().stream()
        .map(DocumentLine::chargedOn)
        .flatMap(Optional::stream)
        .map(ChargedOn::number)
        .flatMap(Optional::stream)
        .filter(number -> !number.equals(issue.number()))
        .forEach(numbers::add);
    for (var number : numbers) {
      to.group(
          "cac:BillingReference",
          () -> to.group("cac:InvoiceDocumentReference", () -> to.value("cbc:ID", number)));
    }
  }

  private void delivery() {
    var country = document.buyer().party().address().country().code();
    to.group(
        "cac:Delivery",
        () ->
            to.group(
                "cac:DeliveryLocation",
                () ->
                    to.group(
                        "cac:Address",
                        () ->
                            to.group(
                                "cac:Country",
                                () -> to.value("cbc:IdentificationCode", country)))));
  }

  private void payment() {
    var account = document.seller().bankAccount();
    if (isCreditNote) {
      to.group("cac:PaymentMeans", () -> to.value("cbc:PaymentMeansCode", CLEARING));
      to.group(
          "cac:PaymentTerms",
          () -> to.value("cbc:Note", "Set off against later invoices. Nothing is to be paid."));
      return;
    }
    to.group(
        "cac:PaymentMeans",
        () -> {
          to.value("cbc:PaymentMeansCode", means(account));
          to.value("cbc:PaymentID", issue.number());
          to.group("cac:PayeeFinancialAccount", () -> account(account));
        });
    document
        .terms()
        .note()
        .ifPresent(note -> to.group("cac:PaymentTerms", () -> to.value("cbc:Note", note)));
  }

  private String means(BankAccount account) {
    var isEuro = document.currency().getCurrencyCode().equals("EUR");
    return isEuro && BankNumbers.isIban(account.account()) ? SEPA_TRANSFER : TRANSFER;
  }

  private void account(BankAccount account) {
    to.value("cbc:ID", account.account());
    to.value("cbc:Name", account.holder().orElse(document.seller().party().legalName()));
    account
        .bic()
        .ifPresent(
            bic -> to.group("cac:FinancialInstitutionBranch", () -> to.value("cbc:ID", bic)));
  }

  private void taxTotal() {
    to.amount("cbc:TaxAmount", sum(taxes.stream().map(TaxBreakdown::tax).toList()));
    taxes.forEach(tax -> to.group("cac:TaxSubtotal", () -> subtotal(tax)));
  }

  private void subtotal(TaxBreakdown tax) {
    to.amount("cbc:TaxableAmount", tax.net());
    to.amount("cbc:TaxAmount", tax.tax());
    to.group(
        "cac:TaxCategory",
        () -> {
          to.value("cbc:ID", tax.category().code());
          if (tax.category() != TaxCategory.OUT_OF_SCOPE) {
            to.value("cbc:Percent", tax.percent().toPlainString());
          }
          var exemption = Exemption.of(tax);
          to.value("cbc:TaxExemptionReasonCode", exemption.flatMap(Exemption::code));
          to.value("cbc:TaxExemptionReason", exemption.map(Exemption::text));
          to.group("cac:TaxScheme", () -> to.value("cbc:ID", "VAT"));
        });
  }

  private void totals() {
    var net = sum(taxes.stream().map(TaxBreakdown::net).toList());
    var gross = document.settlement().totals().gross();
    if (!sum(taxes.stream().map(TaxBreakdown::gross).toList()).equals(gross)) {
      throw new IllegalStateException("the lines do not add up to the totals");
    }
    to.amount("cbc:LineExtensionAmount", net);
    to.amount("cbc:TaxExclusiveAmount", net);
    to.amount("cbc:TaxInclusiveAmount", gross);
    var due = isCreditNote ? gross : document.settlement().due();
    var used = gross.minus(due);
    if (used.isPositive()) {
      to.amount("cbc:PrepaidAmount", used);
    }
    to.amount("cbc:PayableAmount", due);
  }

  private Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.zero(document.currency()), Money::plus);
  }
}
