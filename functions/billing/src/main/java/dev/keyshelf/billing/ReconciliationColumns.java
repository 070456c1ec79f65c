package dev.keyshelf.billing;

import static dev.keyshelf.billing.InvoiceLayout.cell;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.Particulars;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of Partner Center's reconciliation file for new commerce, in its order, so that tools
 * that read that file read this one. The sum of {@code Total} is the invoice's gross. A credit that
 * is carried in is settlement, so it has no row.
 */
final class ReconciliationColumns implements InvoiceLayout {
  /** The value of the parameter {@code profile} that requests these columns. */
  static final String PROFILE = "reconciliation";

  private static final List<String> COLUMNS =
      List.of(
          "PartnerId",
          "CustomerId",
          "CustomerName",
          "CustomerDomainName",
          "CustomerCountry",
          "InvoiceNumber",
          "MpnId",
          "ResellerMpnId",
          "OrderId",
          "OrderDate",
          "ProductId",
          "SkuId",
          "AvailabilityId",
          "SkuName",
          "ProductName",
          "ChargeType",
          "UnitPrice",
          "Quantity",
          "Subtotal",
          "TaxTotal",
          "Total",
          "Currency",
          "PriceAdjustmentDescription",
          "PublisherName",
          "PublisherId",
          "SubscriptionDescription",
          "SubscriptionId",
          "ChargeStartDate",
          "ChargeEndDate",
          "TermAndBillingCycle",
          "EffectiveUnitPrice",
          "UnitType",
          "AlternateId",
          "BillableQuantity",
          "BillingFrequency",
          "PricingCurrency",
          "PCToBCExchangeRate",
          "PCToBCExchangeRateDate",
          "MeterDescription",
          "ReservationOrderId",
          "CreditReasonCode",
          "SubscriptionStartDate",
          "SubscriptionEndDate",
          "ReferenceId",
          "ProductQualifiers",
          "PromotionId");

  @Override
  public String name() {
    return PROFILE;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public boolean namesCharges() {
    return false;
  }

  @Override
  public Optional<List<Object>> carriedIn(On invoice, Money credit) {
    return Optional.empty();
  }

  @Override
  public List<Object> line(
      On invoice, LedgerEntry entry, LedgerLine line, TaxByLine.Amounts amounts) {
    Map<String, Object> cells = new HashMap<>();
    addEntry(cells, invoice, entry);
    cells.put("ChargeType", chargeType(entry, line));
    addAmounts(cells, line, amounts);
    line.particulars().ifPresent(bought -> addPurchase(cells, entry, line, bought));
    return COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).toList();
  }

  private static void addEntry(Map<String, Object> cells, On invoice, LedgerEntry entry) {
    var customer = entry.billedTo();
    cells.put("PartnerId", entry.partner());
    cells.put("CustomerId", cell(customer.map(BilledCustomer::tenantId)));
    cells.put("CustomerName", cell(customer.map(BilledCustomer::companyName)));
    cells.put("CustomerDomainName", cell(customer.map(BilledCustomer::domain)));
    cells.put("CustomerCountry", cell(customer.map(BilledCustomer::market).map(Market::code)));
    cells.put("InvoiceNumber", invoice.number());
    cells.put("OrderId", entry.order());
    cells.put("OrderDate", date(day(entry.at())));
    cells.put(
        "ReferenceId",
        switch (entry) {
          case LedgerEntry.Charge charge -> charge.id();
          case LedgerEntry.CreditNote note -> cell(note.charge());
        });
  }

  private static String chargeType(LedgerEntry entry, LedgerLine line) {
    return switch (entry) {
      case LedgerEntry.Charge _ -> "new";
      case LedgerEntry.CreditNote _ -> isPart(line) ? "removeQuantity" : "cancelImmediate";
    };
  }

  /** Returns whether a credit is known to be of fewer units than were bought. */
  private static boolean isPart(LedgerLine credit) {
    return credit
        .particulars()
        .flatMap(Particulars::units)
        .filter(units -> credit.quantity() < units)
        .isPresent();
  }

  private static void addAmounts(
      Map<String, Object> cells, LedgerLine line, TaxByLine.Amounts amounts) {
    var currency = line.amount().currency().getCurrencyCode();
    var subtotal = amounts.net().amount();
    cells.put("SkuId", line.sku());
    cells.put("Quantity", line.quantity());
    cells.put("BillableQuantity", line.quantity());
    cells.put("Subtotal", subtotal);
    cells.put("TaxTotal", amounts.tax().amount());
    cells.put("Total", amounts.gross().amount());
    cells.put("EffectiveUnitPrice", cell(exactly(subtotal, line.quantity())));
    cells.put("Currency", currency);
    cells.put("PricingCurrency", currency);
    cells.put("PCToBCExchangeRate", 1);
  }

  private static void addPurchase(
      Map<String, Object> cells, LedgerEntry entry, LedgerLine line, Particulars bought) {
    cells.put("ProductId", bought.product());
    cells.put("ProductName", bought.productTitle());
    cells.put("SkuName", bought.skuTitle());
    cells.put("UnitPrice", bought.unitPrice().amount());
    bought
        .term()
        .ifPresent(
            term -> {
              cells.put("SubscriptionId", EntitlementId.of(entry.order(), line.line()));
              cells.put("SubscriptionDescription", bought.productTitle());
              cells.put("ChargeStartDate", date(day(term.startsAt())));
              cells.put("ChargeEndDate", date(lastDay(term)));
              cells.put("SubscriptionStartDate", date(day(term.startsAt())));
              cells.put("SubscriptionEndDate", date(lastDay(term)));
            });
  }

  /** Returns the quotient, or an empty result if it has no end: a rounded price would be wrong. */
  private static Optional<BigDecimal> exactly(BigDecimal amount, int units) {
    try {
      return Optional.of(amount.divide(BigDecimal.valueOf(units)));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static LocalDate lastDay(Term term) {
    return day(term.endsAt()).minusDays(1);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Returns a date as that file writes it, such as 9/1/2020. */
  private static String date(LocalDate day) {
    return day.getMonthValue() + "/" + day.getDayOfMonth() + "/" + day.getYear();
  }
}
